DELETE FROM meta WHERE key = $1 AND value = $2
