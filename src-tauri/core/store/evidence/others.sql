SELECT group_concat(ref, ',') FROM (
  SELECT fund.ref FROM evidence_use JOIN fund ON fund.id = evidence_use.fund_id
  WHERE evidence_use.evidence_id = :evidence AND fund.id <> :fund AND fund.status <> 'REJECTED' ORDER BY fund.ref);
