SELECT f.id, f.staff_id, s.name, f.reason
FROM flag f
JOIN staff s ON s.id = f.staff_id
WHERE f.question_id = $1 AND f.resolved_at IS NULL
ORDER BY f.id
