UPDATE staff SET active = FALSE, updated_at = $1 WHERE sample AND active
