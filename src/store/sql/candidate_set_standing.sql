UPDATE candidate
SET standing = $3, note = $4
WHERE exam_id = $1 AND staff_id = $2
