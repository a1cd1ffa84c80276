UPDATE inbox SET trouble = $2 WHERE id = $1
