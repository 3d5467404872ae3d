INSERT INTO setting (id, key, value) VALUES (:id, :key, :value) ON CONFLICT (id) DO UPDATE SET value = excluded.value;
