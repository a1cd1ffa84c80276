SELECT q.bank_id, q.id, q.live, v.number, v.content
FROM question q
JOIN question_version v ON v.id = q.version_id
JOIN bank b ON b.id = q.bank_id
WHERE v.content LIKE $1
ORDER BY b.topic, b.id, q.id
