SELECT id, lineage FROM unit WHERE path = $1
