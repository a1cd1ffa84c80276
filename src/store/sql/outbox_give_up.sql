UPDATE outbox
SET ended_at = $3, outcome = 'expired', payload = ''
WHERE channel = $1 AND ended_at IS NULL AND created_at < $2
