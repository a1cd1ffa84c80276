DELETE FROM invitation WHERE staff_id = $1
