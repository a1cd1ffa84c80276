UPDATE exam
SET title = $3, content = $4, opens_at = $5, closes_at = $6, version = version + 1, changed_at = $7
WHERE id = $1 AND version = $2 AND phase = 'draft'
