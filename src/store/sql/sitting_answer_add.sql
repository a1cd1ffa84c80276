INSERT INTO sitting_answer (sitting_id, place, answer, at)
VALUES ($1, $2, $3, $4)
