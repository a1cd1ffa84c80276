INSERT INTO reference_term (term, article_id, weight)
SELECT t.key, a.id, CAST(t.value AS BIGINT)
FROM json_array_elements(CAST($2 AS JSON)) e
JOIN reference_article a ON a.reference_id = $1 AND a.place = CAST(e.value ->> 'place' AS BIGINT)
CROSS JOIN LATERAL json_each_text(e.value -> 'terms') t
