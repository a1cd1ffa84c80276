INSERT INTO outbox (channel, chat_id, notice, payload, created_at)
VALUES ($1, $2, $3, $4, $5)
RETURNING id
