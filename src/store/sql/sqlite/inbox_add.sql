INSERT INTO inbox (channel, update_id, chat_id, raw, received_at)
SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, $1
FROM jsonb_each($2)
WHERE TRUE
ON CONFLICT (channel, update_id) DO NOTHING
