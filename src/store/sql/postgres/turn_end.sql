WITH marked AS (
    UPDATE inbox
    SET handled_at = $1, raw = CASE WHEN $3 THEN '' ELSE raw END
    WHERE id = $2
)
INSERT INTO outbox (channel, chat_id, notice, payload, created_at)
SELECT value ->> 0, CAST(value ->> 1 AS BIGINT), CAST(value ->> 2 AS BOOLEAN), value ->> 3, $1
FROM json_array_elements(CAST($4 AS JSON)) WITH ORDINALITY AS rows (value, place)
ORDER BY place
RETURNING id
