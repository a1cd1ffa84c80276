INSERT INTO streak (staff_id, current, best)
VALUES ($1, $2, $3)
ON CONFLICT (staff_id) DO UPDATE SET current = excluded.current, best = excluded.best
