UPDATE outbox SET ended_at = $2, outcome = $3, payload = '' WHERE id = $1 AND ended_at IS NULL
