-- D4: money that may only have passed through: a like line within thirty days by a company that the first payer owns, or
-- that the first line's voucher names as payee, both in zones that count. Only the last hop counts.
SELECT 'fund', line.id, line.ref, next.ref, line.recognised_fen, next.arrived_on, NULL
FROM fund AS line JOIN zone ON zone.id = line.zone_id AND zone.counts = 1
JOIN (SELECT parent_id AS payer_id, child_id AS next_id FROM ownership) AS hop ON hop.payer_id = line.investor_id
JOIN fund AS next ON next.investor_id = hop.next_id AND next.amount_minor = line.amount_minor AND next.currency = line.currency
 AND next.arrived_on BETWEEN line.arrived_on AND date(line.arrived_on, '+30 days')
JOIN zone AS there ON there.id = next.zone_id AND there.counts = 1
WHERE (:fund IS NULL OR line.id = :fund OR next.id = :fund) AND line.amount_minor > 0 AND line.id <> next.id
  AND line.status NOT IN ('DRAFT','RETURNED','REJECTED') AND next.status NOT IN ('DRAFT','RETURNED','REJECTED')
  AND line.reverses_id IS NULL AND next.reverses_id IS NULL
UNION
SELECT 'fund', line.id, line.ref, next.ref, line.recognised_fen, next.arrived_on, NULL
FROM evidence JOIN company ON coalesce(company.name_zh, company.name_en) = evidence.payee AND company.merged_into IS NULL
JOIN evidence_use AS use ON use.evidence_id = evidence.id
JOIN fund AS line ON line.id = use.fund_id JOIN zone ON zone.id = line.zone_id AND zone.counts = 1
JOIN fund AS next ON next.investor_id = company.id AND next.amount_minor = line.amount_minor AND next.currency = line.currency
 AND next.arrived_on BETWEEN line.arrived_on AND date(line.arrived_on, '+30 days')
JOIN zone AS there ON there.id = next.zone_id AND there.counts = 1
WHERE evidence.payee IS NOT NULL AND (:fund IS NULL OR line.id = :fund OR next.id = :fund) AND line.amount_minor > 0 AND line.id <> next.id
  AND line.status NOT IN ('DRAFT','RETURNED','REJECTED') AND next.status NOT IN ('DRAFT','RETURNED','REJECTED')
  AND line.reverses_id IS NULL AND next.reverses_id IS NULL;
