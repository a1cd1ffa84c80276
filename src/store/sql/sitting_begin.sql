INSERT INTO sitting (exam_id, staff_id, unit_id, attempt, track, book, paper, started_at, deadline_at, alarm_at,
                     full_mark)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
RETURNING id
