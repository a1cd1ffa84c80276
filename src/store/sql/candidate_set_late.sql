UPDATE candidate
SET late = $3
WHERE exam_id = $1 AND staff_id = $2
