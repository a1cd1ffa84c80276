SELECT id, question_id, content
FROM question_version
WHERE question_id IN (SELECT value::BIGINT FROM json_array_elements_text($1::json))
ORDER BY question_id, number
