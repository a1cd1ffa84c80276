UPDATE flag SET reason = $2 WHERE id = $1
