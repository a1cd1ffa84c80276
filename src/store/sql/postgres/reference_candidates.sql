SELECT a.id, r.code, r.title, r.version, a.label, a.heading, a.text
FROM (
    SELECT t.article_id, SUM(t.weight) AS weight
    FROM json_array_elements_text(CAST($1 AS JSON)) AS e (value)
    JOIN reference_term t ON t.term = e.value
    GROUP BY t.article_id
    HAVING COUNT(*) = $2
    ORDER BY weight DESC, t.article_id
    LIMIT $3
) f
JOIN reference_article a ON a.id = f.article_id
JOIN reference r ON r.id = a.reference_id
ORDER BY r.code, a.place
