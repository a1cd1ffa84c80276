UPDATE inbox
SET handled_at = $1, raw = CASE WHEN $3 THEN '' ELSE raw END
WHERE id = $2;
INSERT INTO outbox (channel, chat_id, notice, payload, created_at)
SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, $1
FROM json_each($4)
RETURNING id
