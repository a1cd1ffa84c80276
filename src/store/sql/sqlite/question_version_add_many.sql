INSERT INTO question_version (question_id, number, topic, content, created_at)
SELECT q.id, 1, q.topic, e.value ->> 'content', $2
FROM json_each($3) e
JOIN question q ON q.bank_id = $1 AND q.code = e.value ->> 'code'
ORDER BY e.key
