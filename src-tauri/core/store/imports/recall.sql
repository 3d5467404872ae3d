SELECT kind, mapping, constants, list_code, source FROM import_layout WHERE signature = :signature;
