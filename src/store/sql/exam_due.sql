SELECT id, alarm_at
FROM exam
WHERE alarm_at <= $1
ORDER BY alarm_at
LIMIT 100
