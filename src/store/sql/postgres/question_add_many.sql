INSERT INTO question (bank_id, code, topic, live, version_id, valid_until)
SELECT $1, e.value ->> 'code', $2, TRUE, 0, CAST(e.value ->> 'until' AS BIGINT)
FROM json_array_elements(CAST($3 AS JSON)) WITH ORDINALITY AS e (value, key)
ORDER BY e.key
