SELECT label, heading, text FROM reference_article WHERE reference_id = $1 ORDER BY place
