SELECT id, choice, state, place, started_at
FROM round
WHERE staff_id = $1 AND ended_at IS NULL
