SELECT fund.*, project.name AS project, coalesce(company.name_zh, company.name_en) AS investor, zone.name AS zone, zone.counts AS zone_counts,
       reversed.ref AS reverses, submitter.name AS submitted_by_name, verifier.name AS verified_by_name,
       (SELECT group_concat(ref, ',') FROM (SELECT ref FROM fund AS back WHERE back.reverses_id = fund.id ORDER BY back.id)) AS reversed_by,
       (SELECT count(*) FROM evidence_use WHERE evidence_use.fund_id = fund.id) AS papers,
       (SELECT coalesce(reason, reason_code) FROM fund_step WHERE fund_step.fund_id = fund.id AND to_status IN ('RETURNED','REJECTED')
        ORDER BY fund_step.id DESC LIMIT 1) AS reason
FROM fund JOIN company AS named ON named.id = fund.investor_id
JOIN company ON company.id = coalesce(named.merged_into, named.id) JOIN zone ON zone.id = fund.zone_id
LEFT JOIN project ON project.id = fund.project_id LEFT JOIN fund AS reversed ON reversed.id = fund.reverses_id
LEFT JOIN user AS submitter ON submitter.id = fund.submitted_by LEFT JOIN user AS verifier ON verifier.id = fund.verified_by
WHERE fund.id = :id;
