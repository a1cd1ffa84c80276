DELETE FROM staff_role WHERE staff_id = $1 AND role = $2 AND ($3 = 0 OR unit_id = $3)
