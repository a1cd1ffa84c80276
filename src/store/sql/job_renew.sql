UPDATE job SET leased_to = $2 WHERE id = $1 AND done_at IS NULL
