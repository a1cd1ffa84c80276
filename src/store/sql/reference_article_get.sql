SELECT a.id, r.code, r.title, r.version, a.label, a.heading, a.text
FROM reference_article a
JOIN reference r ON r.id = a.reference_id
WHERE a.id = $1
