DELETE FROM reference_term
WHERE article_id IN (SELECT id FROM reference_article WHERE reference_id = $1)
