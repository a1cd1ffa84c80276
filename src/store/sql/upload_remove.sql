DELETE FROM upload WHERE id = $1
