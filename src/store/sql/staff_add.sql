INSERT INTO staff (staff_no, name, unit_id, birth, post, phone_hash, active, sample, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, TRUE, $7, $8, $8)
RETURNING id
