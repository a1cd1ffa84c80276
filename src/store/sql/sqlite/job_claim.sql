UPDATE job
SET leased_to = $2, attempts = attempts + 1
WHERE id = (
    SELECT id FROM job
    WHERE done_at IS NULL AND due_at <= $1 AND leased_to <= $1
    ORDER BY due_at, id
    LIMIT 1
)
RETURNING id, kind, subject, attempts
