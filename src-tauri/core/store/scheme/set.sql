INSERT INTO scheme (id, year, version, edition_policy, attribution, origins, forms, progress, merge_reviews, list_lines,
  forecast, stale, reach, score, note)
VALUES (:id, :year, :version, :edition_policy, :attribution, :origins, :forms, :progress, :merge_reviews, :list_lines,
  :forecast, :stale, :reach, :score, :note);
