SELECT o.id, o.channel, o.chat_id, o.notice, o.payload
FROM outbox o
WHERE o.ended_at IS NULL AND o.channel = $1 AND o.id > $2
ORDER BY o.id
LIMIT 1000
