SELECT g.id, g.exam_id, g.staff_id, g.attempt, g.track, g.book, g.paper, g.started_at, g.deadline_at, g.given_ms,
       g.alarm_at, g.ended_at, g.ended_by, g.reason, g.earned, w.work
FROM sitting g
JOIN sitting_work w ON w.sitting_id = g.id
WHERE g.id = $1
