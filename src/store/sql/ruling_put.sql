INSERT INTO ruling (exam_id, question_id, content, reason, by_id, at)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (exam_id, question_id) DO UPDATE
SET content = excluded.content, reason = excluded.reason, by_id = excluded.by_id, at = excluded.at
