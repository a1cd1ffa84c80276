SELECT s.id, s.staff_no, s.name, s.unit_id, u.path, u.lineage, s.active, a.lang, a.state, a.reachable,
       (SELECT string_agg(r.role || ':' || r.unit_id, ',') FROM staff_role r WHERE r.staff_id = s.id) AS roles,
       (SELECT g.book FROM sitting g WHERE g.staff_id = s.id AND g.ended_at IS NULL) AS sits
FROM account a
JOIN staff s ON s.id = a.staff_id
JOIN unit u ON u.id = s.unit_id
WHERE a.channel = $1 AND a.account_id = $2
