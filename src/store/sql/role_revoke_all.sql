DELETE FROM staff_role WHERE staff_id = $1
