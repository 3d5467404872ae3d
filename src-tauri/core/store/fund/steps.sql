SELECT from_status, to_status, user.name, stepped_on, reason_code, reason
FROM fund_step LEFT JOIN user ON user.id = fund_step.user_id
WHERE fund_id = :id ORDER BY fund_step.id;
