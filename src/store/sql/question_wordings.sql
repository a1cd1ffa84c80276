SELECT later.id, later.content
FROM question_version own
JOIN question_version later ON later.question_id = own.question_id AND later.number >= own.number
WHERE own.id = $1
ORDER BY later.number
