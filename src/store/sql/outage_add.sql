INSERT INTO outage (from_at, until_at)
VALUES ($1, $2)
RETURNING id
