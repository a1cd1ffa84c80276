SELECT COUNT(*)
FROM score c
JOIN staff s ON s.id = c.staff_id AND s.active
WHERE c.scope = 0 AND c.span = $1 AND c.period = $2 AND c.topic = $3
