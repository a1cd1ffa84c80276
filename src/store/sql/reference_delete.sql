DELETE FROM reference WHERE id = $1
