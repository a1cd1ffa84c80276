UPDATE question
SET version_id = $2, topic = $3, valid_until = $4, live = TRUE
WHERE id = $1
