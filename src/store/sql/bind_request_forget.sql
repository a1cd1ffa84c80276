DELETE FROM bind_request WHERE staff_id = $1
