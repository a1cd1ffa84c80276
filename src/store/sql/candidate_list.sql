SELECT c.staff_id, s.staff_no, s.name, c.unit_id, u.path, c.track, c.standing, c.late, c.extra_ms, c.note,
       s.birth, s.active,
       EXISTS (SELECT 1 FROM account a WHERE a.staff_id = s.id) AS bound
FROM candidate c
JOIN staff s ON s.id = c.staff_id
JOIN unit u ON u.id = c.unit_id
WHERE c.exam_id = $1
ORDER BY u.path, s.staff_no
