UPDATE entry SET rank = :rank, printed_name = :printed_name, country = :country, industry = :industry, revenue = :revenue,
  revenue_unit = :revenue_unit
WHERE id = :id;
