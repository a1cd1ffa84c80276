SELECT id, channel, chat_id, notice, payload
FROM outbox
WHERE id > $3 AND ended_at IS NULL AND channel = $1 AND chat_id = $2
ORDER BY id
