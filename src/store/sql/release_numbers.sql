SELECT number, check_code, note, at
FROM exam_release
WHERE exam_id = $1
ORDER BY number DESC
