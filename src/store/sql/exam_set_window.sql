UPDATE exam
SET opens_at = $2, closes_at = $3, alarm_at = $4
WHERE id = $1
