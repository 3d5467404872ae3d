-- What the lines linked to :id change of it; money that a transfer puts elsewhere has the line's own sign and is a line of its own.
SELECT coalesce(sum(linked.amount_minor), 0) FROM fund AS linked JOIN fund AS line ON line.id = linked.reverses_id
WHERE linked.reverses_id = :id AND linked.status <> 'REJECTED'
  AND NOT (linked.link_kind = 'transfer' AND (linked.amount_minor > 0) = (line.amount_minor > 0));
