INSERT INTO staff_role (staff_id, role, unit_id)
VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING
