INSERT INTO rate (id, on_date, currency, unit, rate, source) VALUES (:id, :on_date, :currency, :unit, :rate, :source);
