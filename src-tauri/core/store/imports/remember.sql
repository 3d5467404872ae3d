INSERT INTO import_layout (signature, kind, mapping, constants, list_code, source, used_on)
VALUES (:signature, :kind, :mapping, :constants, :list_code, :source, :used_on)
ON CONFLICT (signature) DO UPDATE SET kind = excluded.kind, mapping = excluded.mapping, constants = excluded.constants,
  list_code = excluded.list_code, source = excluded.source, used_on = excluded.used_on;
