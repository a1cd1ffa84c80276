SELECT r.exam_id, r.number
FROM exam_release r
WHERE r.check_code = $1
ORDER BY r.at DESC, r.exam_id DESC
