SELECT topic, COUNT(*)
FROM question
WHERE live AND (valid_until IS NULL OR valid_until >= $1)
GROUP BY topic
