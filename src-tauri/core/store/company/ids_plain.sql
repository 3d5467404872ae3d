-- All companies by the name shown: in the order of the index company_title, which is walked alone. To ask for that order
-- again (coalesce(name_zh, name_en), id) would make SQLite look up each row for its names; a story holds the two together.
SELECT id FROM company INDEXED BY company_title WHERE merged_into IS NULL LIMIT :limit OFFSET :offset;
