SELECT question_id, content
FROM ruling
WHERE exam_id = $1
