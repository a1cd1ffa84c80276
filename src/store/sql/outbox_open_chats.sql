SELECT DISTINCT channel, chat_id FROM outbox WHERE ended_at IS NULL AND channel = $1 AND created_at <= $2
