INSERT INTO question_version (question_id, number, topic, content, created_at)
VALUES ($1, $2, $3, $4, $5)
RETURNING id
