INSERT INTO inbox (channel, update_id, chat_id, raw, received_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (channel, update_id) DO NOTHING
