SELECT id, question_id, content
FROM question_version
WHERE question_id IN (SELECT value FROM json_each($1))
ORDER BY question_id, number
