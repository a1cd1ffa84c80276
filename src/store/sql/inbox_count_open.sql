SELECT COUNT(*) FROM inbox WHERE handled_at IS NULL
