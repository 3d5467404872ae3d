INSERT INTO evidence (id, sha256, file_name, media_type, bytes, kind, number, payer, payee, account_tail, dated_on, amount_minor, currency)
VALUES (:id, :sha256, :file_name, :media_type, :bytes, :kind, :number, :payer, :payee, :account_tail, :dated_on, :amount, :currency);
