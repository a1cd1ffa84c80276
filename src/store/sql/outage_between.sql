SELECT from_at, until_at
FROM outage
WHERE from_at < $2 AND until_at > $1
ORDER BY id
