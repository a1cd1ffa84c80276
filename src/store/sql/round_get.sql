SELECT id, choice, state, place, started_at
FROM round
WHERE id = $1 AND staff_id = $2
