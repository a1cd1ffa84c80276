SELECT id
FROM sitting
WHERE alarm_at <= $1 AND ended_at IS NULL
ORDER BY alarm_at
LIMIT 500
