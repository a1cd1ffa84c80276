SELECT staff_id FROM account WHERE channel = $1 ORDER BY staff_id
