INSERT INTO reference_term (term, article_id, weight)
SELECT t.key, a.id, t.value
FROM json_each($2) e
CROSS JOIN reference_article a ON a.reference_id = $1 AND a.place = e.value ->> 'place'
CROSS JOIN json_each(e.value -> 'terms') t
