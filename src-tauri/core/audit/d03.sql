-- D3: lines whose form is not of their project's one basis; they count 0.
SELECT 'fund', fund.id, fund.ref, project.name, fund.recognised_fen, fund.arrived_on, project.basis
FROM fund JOIN project ON project.id = fund.project_id
WHERE (:fund IS NULL OR fund.id = :fund) AND fund.status NOT IN ('REJECTED','DRAFT')
  AND ((project.basis = 'CAPITAL' AND fund.form IN ('fixed_assets','land'))
    OR (project.basis = 'EXPENDITURE' AND fund.form IN ('cash','shareholder_loan','reinvested_profit','equity_purchase')))
ORDER BY fund.ref;
