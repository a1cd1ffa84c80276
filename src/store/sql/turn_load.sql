SELECT i.id AS inbox_id, i.raw,
       s.id, s.staff_no, s.name, s.unit_id, u.path, u.lineage, s.active, a.lang, a.state, a.reachable,
       (SELECT string_agg(r.role || ':' || r.unit_id, ',') FROM staff_role r WHERE r.staff_id = s.id) AS roles,
       o.id AS round_id, o.choice, o.state AS round_state, o.place
FROM inbox i
LEFT JOIN account a ON a.channel = i.channel AND a.account_id = i.chat_id
LEFT JOIN staff s ON s.id = a.staff_id
LEFT JOIN unit u ON u.id = s.unit_id
LEFT JOIN round o ON o.staff_id = s.id AND o.ended_at IS NULL
WHERE i.channel = $1 AND i.chat_id = $2 AND i.handled_at IS NULL
ORDER BY i.update_id
LIMIT 1
