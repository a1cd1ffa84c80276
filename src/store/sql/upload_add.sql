INSERT INTO upload (staff_id, channel, chat_id, plan, version, people, created_at)
VALUES ($1, $2, $3, $4, 1, TRUE, $5)
RETURNING id
