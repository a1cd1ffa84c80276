SELECT CAST(1 AS BIGINT) FROM inbox WHERE channel = $1 AND chat_id = $2 AND handled_at IS NULL LIMIT 1
