-- What people have done with the questions that are asked of them, as one row.
SELECT json_group_array(json_array(
    s.id, q.id, p.seen, p.wrong, json(iif(p.in_book, 'true', 'false')), p.right_days, p.last_day, p.earned_day,
    d.points, t.current, t.best, q.version_id
))
FROM json_each($1) w
CROSS JOIN staff s ON s.id = w.value ->> 0
JOIN question q ON q.id = w.value ->> 1
LEFT JOIN progress p ON p.staff_id = s.id AND p.question_id = q.id
LEFT JOIN score d ON d.scope = 0 AND d.span = 'd' AND d.period = $2 AND d.topic = '' AND d.staff_id = s.id
LEFT JOIN streak t ON t.staff_id = s.id
