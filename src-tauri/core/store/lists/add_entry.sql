INSERT INTO entry (id, edition_id, company_id, rank, printed_name, country, industry, revenue, revenue_unit)
VALUES (:id, :edition_id, :company_id, :rank, :printed_name, :country, :industry, :revenue, :revenue_unit);
