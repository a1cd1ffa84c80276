SELECT id, unit_id, question_id, version_id, topic, answer, earned, full_mark, points, elapsed_ms, day
FROM response
WHERE staff_id = $1
ORDER BY id
