SELECT id, title, topic FROM bank WHERE id = $1
