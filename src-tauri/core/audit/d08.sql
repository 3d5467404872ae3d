-- D8: local and fiscal money: a payer that is an office of government, or local money in a year whose scheme counts it.
SELECT 'fund', fund.id, fund.ref, coalesce(company.name_zh, company.name_en), fund.recognised_fen, fund.arrived_on, fund.origin
FROM fund JOIN company ON company.id = fund.investor_id JOIN zone ON zone.id = fund.zone_id AND zone.counts = 1
WHERE (:fund IS NULL OR fund.id = :fund) AND fund.status NOT IN ('DRAFT','REJECTED') AND (
  coalesce(fund.payer, '') || coalesce(company.name_zh, '') GLOB '*[财国][政资]局*'
  OR coalesce(fund.payer, '') || coalesce(company.name_zh, '') LIKE '%财政厅%'
  OR coalesce(fund.payer, '') || coalesce(company.name_zh, '') LIKE '%国资委%'
  OR coalesce(fund.payer, '') || coalesce(company.name_zh, '') LIKE '%国有资产监督管理%'
  OR coalesce(fund.payer, '') || coalesce(company.name_zh, '') LIKE '%管理委员会%'
  OR coalesce(fund.payer, '') || coalesce(company.name_zh, '') LIKE '%管委会%'
  OR coalesce(fund.payer, '') || coalesce(company.name_zh, '') LIKE '%人民政府%'
  OR (fund.origin = 'local' AND instr(',' || coalesce((SELECT origins FROM scheme WHERE year = CAST(substr(fund.arrived_on, 1, 4) AS INTEGER)
       ORDER BY version DESC, id DESC LIMIT 1), '') || ',', ',local,') > 0))
ORDER BY fund.ref;
