SELECT staff_id, expires_at, used_at FROM invitation WHERE token_hash = $1
