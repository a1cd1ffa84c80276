DELETE FROM score WHERE staff_id = $1
