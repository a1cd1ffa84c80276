SELECT id, attempt, ended_at, ended_by, earned, full_mark
FROM sitting
WHERE exam_id = $1 AND staff_id = $2
ORDER BY attempt
