UPDATE sitting
SET ended_by = 'void', reason = $2
WHERE id = $1 AND ended_at IS NOT NULL AND ended_by <> 'void'
