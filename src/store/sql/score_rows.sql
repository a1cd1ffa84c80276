SELECT r.staff_id, s.name, u.name AS unit, r.points, r.answered, r.correct, r.elapsed_ms
FROM (
    SELECT staff_id, points, answered, correct, accuracy, elapsed_ms
    FROM score
    WHERE scope = 0 AND span = $1 AND period = $2 AND topic = $3
    ORDER BY points DESC, accuracy DESC, elapsed_ms, staff_id
    LIMIT $4 OFFSET $5
) r
JOIN staff s ON s.id = r.staff_id
JOIN unit u ON u.id = s.unit_id
ORDER BY r.points DESC, r.accuracy DESC, r.elapsed_ms, r.staff_id
