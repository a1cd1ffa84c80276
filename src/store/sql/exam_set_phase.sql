UPDATE exam
SET phase = $3, alarm_at = $4, changed_at = $5
WHERE id = $1 AND phase = $2
