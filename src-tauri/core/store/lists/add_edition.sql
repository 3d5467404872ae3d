INSERT INTO edition (id, list_id, year, published_on, basis_year, source)
VALUES (:id, :list_id, :year, :published_on, :basis_year, :source);
