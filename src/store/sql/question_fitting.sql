SELECT q.id, q.version_id, q.bank_id, q.topic, v.content
FROM question q
JOIN question_version v ON v.id = q.version_id
WHERE q.live AND (q.valid_until IS NULL OR q.valid_until >= $1)
ORDER BY q.bank_id, q.id
