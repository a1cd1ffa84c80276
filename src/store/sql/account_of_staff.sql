SELECT channel, account_id, lang
FROM account
WHERE staff_id = $1 AND reachable
ORDER BY channel, account_id
