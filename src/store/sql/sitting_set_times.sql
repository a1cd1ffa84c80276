UPDATE sitting
SET deadline_at = $2, alarm_at = $3
WHERE id = $1 AND ended_at IS NULL
