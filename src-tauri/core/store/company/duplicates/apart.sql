-- Pairs of companies that are not one: a person said so, or one owns a part of the other.
SELECT one_id, other_id FROM company_apart
UNION SELECT parent_id, child_id FROM ownership;
