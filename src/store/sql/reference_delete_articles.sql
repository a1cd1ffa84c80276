DELETE FROM reference_article WHERE reference_id = $1
