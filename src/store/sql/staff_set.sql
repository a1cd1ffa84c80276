UPDATE staff
SET name = $2, unit_id = $3, birth = $4, post = $5, phone_hash = $6, active = $7, updated_at = $8
WHERE id = $1
