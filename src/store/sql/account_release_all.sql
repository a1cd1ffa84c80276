DELETE FROM account WHERE staff_id = $1
