UPDATE job
SET leased_to = $3, attempts = attempts + 1
WHERE id = (
    SELECT id FROM job
    WHERE kind = $1 AND done_at IS NULL AND due_at <= $2 AND leased_to <= $2
    ORDER BY due_at, id
    LIMIT 1
)
RETURNING id, kind, subject, attempts
