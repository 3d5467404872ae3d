-- Both hold shares of a project: the survivor holds both.
UPDATE investor_share SET share_bp = min(10000, coalesce(share_bp, 0)
  + (SELECT sum(twin.share_bp) FROM investor_share AS twin WHERE twin.company_id = :merged AND twin.project_id = investor_share.project_id))
WHERE company_id = :kept
  AND (SELECT sum(twin.share_bp) FROM investor_share AS twin WHERE twin.company_id = :merged AND twin.project_id = investor_share.project_id) IS NOT NULL
  AND id = (SELECT min(first.id) FROM investor_share AS first WHERE first.company_id = :kept AND first.project_id = investor_share.project_id);
