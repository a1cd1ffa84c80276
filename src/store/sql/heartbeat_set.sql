UPDATE meta
SET value = $3
WHERE key = $1 AND value = $2
