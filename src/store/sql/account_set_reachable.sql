UPDATE account SET reachable = $3 WHERE channel = $1 AND account_id = $2
