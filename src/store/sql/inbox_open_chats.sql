SELECT DISTINCT channel, chat_id FROM inbox WHERE handled_at IS NULL AND received_at <= $1
