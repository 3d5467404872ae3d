-- The voucher known already (D1): the same file, or the same kind, number and amount.
SELECT id FROM evidence
WHERE (:sha256 IS NOT NULL AND sha256 = :sha256)
   OR (:number IS NOT NULL AND kind = :kind AND number = :number AND amount_minor IS :amount)
ORDER BY id LIMIT 1;
