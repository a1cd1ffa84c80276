DELETE FROM sending
WHERE channel = $1 AND chat_id = $2 AND copy_id = $3 AND NOT EXISTS (
    SELECT 1 FROM outbox o WHERE o.channel = $1 AND o.chat_id = $2 AND o.ended_at IS NULL
)
