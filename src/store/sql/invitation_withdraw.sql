DELETE FROM invitation WHERE staff_id = $1 AND used_at IS NULL
