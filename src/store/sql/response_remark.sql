UPDATE response SET earned = $2, points = $3 WHERE id = $1
