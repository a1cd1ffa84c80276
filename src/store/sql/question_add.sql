INSERT INTO question (bank_id, code, topic, live, version_id, valid_until)
VALUES ($1, $2, $3, TRUE, 0, $4)
RETURNING id
