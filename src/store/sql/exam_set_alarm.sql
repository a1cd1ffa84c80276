UPDATE exam
SET alarm_at = $3
WHERE id = $1 AND alarm_at = $2
