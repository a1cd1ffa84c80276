INSERT INTO round (staff_id, choice, state, place, started_at)
VALUES ($1, $2, $3, $4, $5)
RETURNING id
