UPDATE candidate
SET extra_ms = extra_ms + $3
WHERE exam_id = $1 AND staff_id = $2
