SELECT staff_id, unit_id, track, standing, late, extra_ms, note
FROM candidate
WHERE exam_id = $1
ORDER BY staff_id
