-- What the turns of these chats begin with, as one row: each row is a hand-over.
SELECT json_group_array(json_array(
    w.key, i.id, i.raw,
    s.id, s.staff_no, s.name, s.unit_id, u.path, u.lineage, s.active, a.lang, a.state, a.reachable,
    (SELECT string_agg(r.role || ':' || r.unit_id, ',') FROM staff_role r WHERE r.staff_id = s.id),
    (SELECT g.book FROM sitting g WHERE g.staff_id = s.id AND g.ended_at IS NULL),
    o.id, o.choice, o.state, o.place, o.started_at
))
FROM json_each($1) w
CROSS JOIN inbox i ON i.id = (
    SELECT n.id
    FROM inbox n
    WHERE n.channel = w.value ->> 0 AND n.chat_id = w.value ->> 1 AND n.handled_at IS NULL
    ORDER BY n.update_id
    LIMIT 1
)
LEFT JOIN account a ON a.channel = i.channel AND a.account_id = i.chat_id
LEFT JOIN staff s ON s.id = a.staff_id
LEFT JOIN unit u ON u.id = s.unit_id
LEFT JOIN round o ON o.staff_id = s.id AND o.ended_at IS NULL
