INSERT INTO file (name, content, created_at) VALUES ($1, $2, $3) RETURNING id
