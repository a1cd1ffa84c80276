INSERT INTO question (bank_id, code, topic, live, version_id, valid_until)
SELECT $1, e.value ->> 'code', $2, TRUE, 0, e.value ->> 'until'
FROM json_each($3) e
ORDER BY e.key
