INSERT INTO incident (exam_id, staff_id, by_id, kind, note, at)
VALUES ($1, $2, $3, $4, $5, $6)
