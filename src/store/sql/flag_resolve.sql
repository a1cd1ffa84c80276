UPDATE flag
SET resolved_at = $2, resolution = $3, resolved_by = $4
WHERE question_id = $1 AND resolved_at IS NULL
