SELECT lineage FROM unit WHERE id = $1
