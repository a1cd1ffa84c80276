SELECT COUNT(CASE WHEN c.points > $4 OR c.accuracy > $5 OR c.elapsed_ms < $6 THEN 1 END) AS better,
       COUNT(*) AS before
FROM score c
JOIN staff s ON s.id = c.staff_id AND s.active
WHERE c.scope = 0 AND c.span = $1 AND c.period = $2 AND c.topic = $3 AND c.points >= $4
  AND (c.points > $4 OR c.accuracy > $5
       OR (c.accuracy = $5 AND (c.elapsed_ms < $6 OR (c.elapsed_ms = $6 AND c.staff_id < $7))))
