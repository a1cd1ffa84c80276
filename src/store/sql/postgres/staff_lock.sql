-- The lock that a turn of the person takes too.
SELECT id FROM staff WHERE id = $1 FOR NO KEY UPDATE
