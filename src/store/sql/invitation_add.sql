INSERT INTO invitation (token_hash, staff_id, created_at, expires_at)
VALUES ($1, $2, $3, $4)
