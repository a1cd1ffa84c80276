SELECT q.id, q.version_id, COALESCE(p.seen, 0), COALESCE(p.in_book, FALSE), COALESCE(p.last_day, 0)
FROM question q
LEFT JOIN progress p ON p.staff_id = $1 AND p.question_id = q.id
WHERE q.live AND ($2 = '' OR q.topic = $2) AND (q.valid_until IS NULL OR q.valid_until >= $3)
ORDER BY q.id
