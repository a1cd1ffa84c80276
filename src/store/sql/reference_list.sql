SELECT r.id, r.code, r.title, r.version, r.loaded_at,
       (SELECT COUNT(*) FROM reference_article a WHERE a.reference_id = r.id) AS articles
FROM reference r
ORDER BY r.code
