INSERT INTO tries (kind, subject, since, times)
VALUES ($1, $2, $3, 1)
ON CONFLICT (kind, subject) DO UPDATE SET
    since = CASE WHEN tries.since <= $4 THEN excluded.since ELSE tries.since END,
    times = CASE WHEN tries.since <= $4 THEN 1 ELSE tries.times + 1 END
RETURNING times
