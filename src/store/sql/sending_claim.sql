INSERT INTO sending (channel, chat_id, copy_id, until)
VALUES ($1, $2, $3, $4)
ON CONFLICT (channel, chat_id) DO UPDATE
SET copy_id = excluded.copy_id, until = excluded.until
WHERE sending.copy_id = excluded.copy_id OR sending.until < $5
RETURNING copy_id
