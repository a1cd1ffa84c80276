UPDATE job SET due_at = $2, leased_to = 0, trouble = $3 WHERE id = $1 AND done_at IS NULL
