INSERT INTO exam (code, title, content, phase, version, opens_at, closes_at, seed, parent_id, relation,
                  created_by, created_at, changed_at)
VALUES ($1, $2, $3, 'draft', 1, $4, $5, $6, $7, $8, $9, $10, $10)
ON CONFLICT (code) DO NOTHING
RETURNING id
