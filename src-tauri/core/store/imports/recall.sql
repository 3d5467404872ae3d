SELECT kind, mapping, list_code, source FROM import_layout WHERE signature = :signature;
