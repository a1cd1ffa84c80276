INSERT INTO upload (staff_id, channel, chat_id, plan, version, created_at)
VALUES ($1, $2, $3, $4, 1, $5)
RETURNING id
