-- The foreign currencies in which money arrived within some days.
SELECT DISTINCT currency FROM fund WHERE currency <> 'CNY' AND arrived_on BETWEEN :from AND :to ORDER BY currency;
