SELECT id, ref, payer, amount_minor FROM fund ORDER BY fund.id;
