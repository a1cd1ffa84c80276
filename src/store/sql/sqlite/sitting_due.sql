-- One writer at a time: nothing to lock.
SELECT id
FROM sitting
WHERE alarm_at <= $1 AND ended_at IS NULL
ORDER BY alarm_at, id
LIMIT $2
