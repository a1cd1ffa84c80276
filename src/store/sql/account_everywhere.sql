SELECT channel, account_id FROM account WHERE staff_id = $1 ORDER BY channel, account_id
