SELECT place, question_id, version_id, option_order, answer, earned, full_mark, points, elapsed_ms
FROM response
WHERE round_id = $1
ORDER BY place
