SELECT id, path, lineage FROM unit WHERE id = $1
