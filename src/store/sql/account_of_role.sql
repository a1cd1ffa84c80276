SELECT DISTINCT a.channel, a.account_id, a.lang
FROM account a
JOIN staff s ON s.id = a.staff_id
JOIN staff_role r ON r.staff_id = a.staff_id
WHERE r.role IN ($1, $2) AND s.active AND a.reachable
ORDER BY a.channel, a.account_id
