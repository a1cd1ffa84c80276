SELECT account_id
FROM account
WHERE channel = $1 AND staff_id = $2
