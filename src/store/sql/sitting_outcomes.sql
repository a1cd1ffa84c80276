SELECT id, staff_id, started_at, given_ms, ended_at, ended_by, earned, full_mark
FROM sitting
WHERE exam_id = $1 AND ended_at IS NOT NULL
ORDER BY id
