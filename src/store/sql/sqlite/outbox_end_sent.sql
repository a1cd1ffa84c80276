UPDATE outbox
SET ended_at = $1, outcome = 'sent', payload = ''
WHERE ended_at IS NULL AND id IN (SELECT value FROM json_each($2))
