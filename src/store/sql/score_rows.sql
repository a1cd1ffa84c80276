-- The inner rows come out of the index alone. SQLite keeps the order of a CROSS
-- JOIN; left to itself, it would look for each of them through the whole board.
SELECT r.staff_id, s.name, u.name AS unit, c.points, c.answered, c.correct, c.elapsed_ms
FROM (
    SELECT i.staff_id, i.points, i.accuracy, i.elapsed_ms
    FROM score i
    WHERE i.scope = 0 AND i.span = $1 AND i.period = $2 AND i.topic = $3
      AND i.staff_id NOT IN (SELECT id FROM staff WHERE NOT active)
    ORDER BY i.points DESC, i.accuracy DESC, i.elapsed_ms, i.staff_id
    LIMIT $4 OFFSET $5
) r
CROSS JOIN score c
JOIN staff s ON s.id = r.staff_id
JOIN unit u ON u.id = s.unit_id
WHERE c.scope = 0 AND c.span = $1 AND c.period = $2 AND c.topic = $3 AND c.staff_id = r.staff_id
ORDER BY r.points DESC, r.accuracy DESC, r.elapsed_ms, r.staff_id
