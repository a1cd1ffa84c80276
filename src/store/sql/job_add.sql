INSERT INTO job (kind, subject, due_at)
VALUES ($1, $2, $3)
ON CONFLICT (kind, subject) WHERE done_at IS NULL DO NOTHING
