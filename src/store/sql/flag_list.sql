SELECT q.id, q.bank_id, q.code, COUNT(*), MIN(f.id)
FROM flag f
JOIN question q ON q.id = f.question_id
WHERE f.resolved_at IS NULL
GROUP BY q.id, q.bank_id, q.code
ORDER BY MIN(f.id)
LIMIT 50
