UPDATE round SET state = $2 WHERE id = $1 AND ended_at IS NULL
