SELECT e.id, e.title, e.phase, e.opens_at, e.closes_at, c.track, c.standing
FROM candidate c
JOIN exam e ON e.id = c.exam_id
WHERE c.staff_id = $1 AND e.phase IN ('published', 'open', 'closed', 'marked', 'released')
ORDER BY e.opens_at DESC, e.id DESC
LIMIT 20
