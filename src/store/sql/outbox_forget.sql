UPDATE outbox SET payload = '' WHERE channel = $1 AND chat_id = $2 AND ended_at IS NOT NULL
