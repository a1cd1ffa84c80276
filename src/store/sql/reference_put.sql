INSERT INTO reference (code, title, version, loaded_at)
VALUES ($1, $2, $3, $4)
ON CONFLICT (code) DO UPDATE SET title = $2, version = $3, loaded_at = $4
RETURNING id
