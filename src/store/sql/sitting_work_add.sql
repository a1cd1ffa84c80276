INSERT INTO sitting_work (sitting_id, work)
VALUES ($1, $2)
