INSERT INTO inbox (channel, update_id, chat_id, raw, received_at)
SELECT value ->> 0, CAST(value ->> 1 AS BIGINT), CAST(value ->> 2 AS BIGINT), value ->> 3, $1
FROM json_array_elements(CAST($2 AS JSON)) WITH ORDINALITY AS rows (value, place)
ORDER BY place
ON CONFLICT (channel, update_id) DO NOTHING
RETURNING channel, chat_id
