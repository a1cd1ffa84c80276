UPDATE sitting
SET earned = $2, full_mark = $3
WHERE id = $1 AND ended_at IS NOT NULL
