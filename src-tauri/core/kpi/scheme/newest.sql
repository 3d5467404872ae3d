-- The rules in force for :year: the highest version; of two seats' equal versions, the later row.
SELECT version, edition_policy, attribution, origins, forms, progress, merge_reviews, list_lines, forecast, stale, reach, score, note
FROM scheme WHERE year = :year
ORDER BY version DESC, id DESC LIMIT 1;
