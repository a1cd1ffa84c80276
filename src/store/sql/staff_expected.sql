SELECT s.id, s.staff_no, s.name, s.unit_id, u.path, s.birth
FROM staff s
JOIN unit u ON u.id = s.unit_id
WHERE s.active AND s.erased_at IS NULL
ORDER BY u.path, s.staff_no
