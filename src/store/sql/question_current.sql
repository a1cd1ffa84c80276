SELECT v.id, v.content
FROM question q
JOIN question_version v ON v.id = q.version_id
WHERE q.id = $1
