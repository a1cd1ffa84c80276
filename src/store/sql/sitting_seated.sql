SELECT g.id, g.staff_id, g.deadline_at, g.ended_at, g.ended_by,
       CASE WHEN g.ended_at IS NULL THEN w.work END AS work
FROM sitting g
JOIN sitting_work w ON w.sitting_id = g.id
WHERE g.exam_id = $1
ORDER BY g.id
