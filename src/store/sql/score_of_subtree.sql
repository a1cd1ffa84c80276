SELECT r.staff_id, s.name, u.name AS unit, r.points, r.answered, r.correct, r.elapsed_ms
FROM (
    SELECT c.staff_id,
           CAST(SUM(c.points) AS BIGINT) AS points,
           CAST(SUM(c.answered) AS BIGINT) AS answered,
           CAST(SUM(c.correct) AS BIGINT) AS correct,
           CAST(SUM(c.elapsed_ms) AS BIGINT) AS elapsed_ms
    -- The units first: SQLite keeps the order of a CROSS JOIN.
    FROM unit t
    CROSS JOIN score c
    WHERE t.lineage LIKE $4 AND c.scope = t.id AND c.span = $1 AND c.period = $2 AND c.topic = $3
    GROUP BY c.staff_id
) r
JOIN staff s ON s.id = r.staff_id AND s.active
JOIN unit u ON u.id = s.unit_id
