UPDATE exam
SET pools = $2
WHERE id = $1
