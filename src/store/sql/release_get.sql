SELECT number, list, check_code, note, at
FROM exam_release
WHERE exam_id = $1 AND number = $2
