SELECT COUNT(*)
FROM staff_role r
JOIN staff s ON s.id = r.staff_id
WHERE r.role = $1 AND s.active AND NOT s.sample
