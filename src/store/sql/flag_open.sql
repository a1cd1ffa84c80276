INSERT INTO flag (question_id, version_id, staff_id, reason, created_at)
VALUES ($1, $2, $3, '', $4)
ON CONFLICT (question_id, staff_id) WHERE resolved_at IS NULL DO NOTHING
RETURNING id
