INSERT INTO exam_release (exam_id, number, list, check_code, note, by_id, at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
