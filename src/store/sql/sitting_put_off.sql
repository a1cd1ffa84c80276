UPDATE sitting
SET alarm_at = $2
WHERE id = $1
