SELECT s.id, s.staff_no, s.name, s.unit_id, u.path, s.birth, s.post, s.phone_hash, s.active, s.sample,
       (SELECT string_agg(r.role || ':' || r.unit_id, ',') FROM staff_role r WHERE r.staff_id = s.id) AS roles
FROM staff s
JOIN unit u ON u.id = s.unit_id
WHERE s.staff_no = $1 AND s.erased_at IS NULL
