UPDATE sitting
SET ended_at = $2, ended_by = $3, reason = $4, earned = $5
WHERE id = $1 AND ended_at IS NULL
