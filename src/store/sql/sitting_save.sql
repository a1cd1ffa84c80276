UPDATE sitting_work
SET work = $2
WHERE sitting_id = $1
