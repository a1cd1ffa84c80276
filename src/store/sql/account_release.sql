DELETE FROM account
WHERE channel = $1 AND (account_id = $2 OR staff_id = $3)
