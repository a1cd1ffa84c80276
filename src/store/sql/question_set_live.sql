UPDATE question SET live = $2 WHERE id = $1
