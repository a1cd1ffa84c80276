SELECT DISTINCT staff_id FROM response ORDER BY staff_id
