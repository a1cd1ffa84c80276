DELETE FROM inbox WHERE handled_at < $1
