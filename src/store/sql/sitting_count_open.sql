SELECT COUNT(*)
FROM sitting
WHERE exam_id = $1 AND ended_at IS NULL
