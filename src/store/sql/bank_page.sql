SELECT q.id, q.code, q.live, v.number, v.content
FROM question q
JOIN question_version v ON v.id = q.version_id
WHERE q.bank_id = $1
ORDER BY q.id
LIMIT $2 OFFSET $3
