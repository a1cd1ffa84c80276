UPDATE inbox
SET handled_at = $3
WHERE id = (
    SELECT id
    FROM inbox
    WHERE channel = $1 AND chat_id = $2 AND handled_at IS NULL
    ORDER BY update_id
    LIMIT 1
)
RETURNING id, raw
