SELECT b.id, b.channel, b.account_id, b.staff_id, b.shown_name, b.lang, b.created_at, b.decision,
       s.staff_no, s.name, u.path
FROM bind_request b
JOIN staff s ON s.id = b.staff_id
JOIN unit u ON u.id = s.unit_id
WHERE b.id = $1
