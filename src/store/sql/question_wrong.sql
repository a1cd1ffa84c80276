SELECT q.id, q.version_id, p.seen, p.in_book, p.last_day
FROM progress p
JOIN question q ON q.id = p.question_id
WHERE p.staff_id = $1 AND p.in_book AND q.live AND (q.valid_until IS NULL OR q.valid_until >= $2)
ORDER BY q.id
