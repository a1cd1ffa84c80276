SELECT id, code, title, version, loaded_at,
       (SELECT COUNT(*) FROM reference_article a WHERE a.reference_id = reference.id) AS articles
FROM reference
WHERE code = $1
