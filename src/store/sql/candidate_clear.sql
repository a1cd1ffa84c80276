DELETE FROM candidate
WHERE exam_id = $1
