-- The people are locked as their turns lock them, so that no tap is under way
-- meanwhile. Who is locked already comes next time.
SELECT g.id
FROM sitting g
JOIN staff s ON s.id = g.staff_id
WHERE g.alarm_at <= $1 AND g.ended_at IS NULL
ORDER BY g.alarm_at, g.id
LIMIT $2
FOR NO KEY UPDATE OF s SKIP LOCKED
