SELECT g.id, g.staff_id, g.started_at, g.deadline_at, e.title
FROM sitting g
JOIN exam e ON e.id = g.exam_id
WHERE g.ended_at IS NULL AND g.id > $1 AND g.started_at <= $2
ORDER BY g.id
LIMIT $3
