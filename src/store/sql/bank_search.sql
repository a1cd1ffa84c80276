SELECT q.bank_id, q.id, q.live, v.number, v.content
FROM question q
JOIN question_version v ON v.id = q.version_id
JOIN bank b ON b.id = q.bank_id
WHERE LOWER(v.content) LIKE $1 OR v.content LIKE $2
ORDER BY b.topic, b.id, q.id
LIMIT $3
