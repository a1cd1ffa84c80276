SELECT id FROM staff WHERE id = $1
