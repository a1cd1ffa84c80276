SELECT DISTINCT staff_id FROM response WHERE question_id = $1 ORDER BY staff_id
