-- The lock on the first open row makes the other copies wait for this turn.
UPDATE inbox
SET handled_at = $3
WHERE handled_at IS NULL AND id = (
    SELECT id
    FROM inbox
    WHERE channel = $1 AND chat_id = $2 AND handled_at IS NULL
    ORDER BY update_id
    LIMIT 1
    FOR UPDATE
)
RETURNING id, raw
