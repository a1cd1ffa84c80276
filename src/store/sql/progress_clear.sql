DELETE FROM progress WHERE staff_id = $1
