UPDATE job SET done_at = $2, trouble = $3 WHERE id = $1 AND done_at IS NULL
