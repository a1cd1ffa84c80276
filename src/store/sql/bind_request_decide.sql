UPDATE bind_request
SET decided_at = $2, decision = $3, decided_by = $4
WHERE id = $1 AND decided_at IS NULL
