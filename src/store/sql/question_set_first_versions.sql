UPDATE question
SET version_id = (SELECT v.id FROM question_version v WHERE v.question_id = question.id AND v.number = 1)
WHERE bank_id = $1 AND version_id = 0
