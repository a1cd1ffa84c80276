INSERT INTO reference_article (reference_id, place, label, heading, text)
SELECT $1, CAST(e.value ->> 'place' AS BIGINT), e.value ->> 'label', e.value ->> 'heading', e.value ->> 'text'
FROM json_array_elements(CAST($2 AS JSON)) WITH ORDINALITY AS e (value, key)
ORDER BY e.key
