SELECT q.id, q.bank_id, q.code, q.live, q.version_id, b.title
FROM question q
JOIN bank b ON b.id = q.bank_id
WHERE q.id = $1
