UPDATE outbox SET ended_at = $3, outcome = 'taken back', payload = ''
WHERE channel = $1 AND chat_id = $2 AND ended_at IS NULL
