UPDATE exam
SET keys = $2
WHERE id = $1
