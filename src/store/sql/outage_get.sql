SELECT from_at, until_at
FROM outage
WHERE id = $1
