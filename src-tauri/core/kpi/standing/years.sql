-- Between which days the lines of a status arrived.
SELECT (SELECT min(arrived_on) FROM fund WHERE status = :status), (SELECT max(arrived_on) FROM fund WHERE status = :status);
