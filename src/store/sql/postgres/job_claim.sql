UPDATE job
SET leased_to = $2, attempts = attempts + 1
WHERE done_at IS NULL AND leased_to <= $1 AND id = (
    SELECT id FROM job
    WHERE done_at IS NULL AND due_at <= $1 AND leased_to <= $1
    ORDER BY due_at, id
    LIMIT 1
    FOR UPDATE SKIP LOCKED
)
RETURNING id, kind, subject, attempts
