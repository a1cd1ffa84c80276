-- One writer at a time: nothing to lock.
SELECT id FROM staff WHERE id = $1
