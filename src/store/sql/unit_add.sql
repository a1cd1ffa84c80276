INSERT INTO unit (parent_id, name, path, lineage)
VALUES ($1, $2, $3, '')
RETURNING id
