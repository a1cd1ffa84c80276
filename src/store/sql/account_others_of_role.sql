SELECT DISTINCT a.channel, a.account_id, a.lang, s.name
FROM account a
JOIN staff s ON s.id = a.staff_id
JOIN staff_role r ON r.staff_id = a.staff_id
WHERE r.role IN ($1, $2) AND s.id <> $3 AND a.channel = $4
    AND s.active AND a.reachable AND NOT s.sample
ORDER BY s.name, a.account_id
