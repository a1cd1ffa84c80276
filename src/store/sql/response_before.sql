SELECT s.id AS staff_id, q.id AS question_id, p.seen, p.wrong, p.in_book, p.right_days, p.last_day, p.earned_day,
       d.points AS points_today, t.current, t.best, q.version_id
FROM staff s
JOIN question q ON q.id = $2
LEFT JOIN progress p ON p.staff_id = s.id AND p.question_id = $2
LEFT JOIN score d ON d.scope = 0 AND d.span = 'd' AND d.period = $3 AND d.topic = '' AND d.staff_id = s.id
LEFT JOIN streak t ON t.staff_id = s.id
WHERE s.id = $1
