DELETE FROM sending WHERE copy_id = $1
