SELECT q.id, q.bank_id, q.code, v.topic, v.content
FROM question_version v
JOIN question q ON q.id = v.question_id
WHERE v.id = $1
