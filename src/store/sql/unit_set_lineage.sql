UPDATE unit SET lineage = $2 WHERE id = $1
