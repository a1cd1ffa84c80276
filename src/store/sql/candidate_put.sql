INSERT INTO candidate (exam_id, staff_id, unit_id, track, standing, note)
VALUES ($1, $2, $3, $4, 'expected', $5)
ON CONFLICT (exam_id, staff_id) DO UPDATE
SET unit_id = excluded.unit_id, track = excluded.track, standing = excluded.standing, note = excluded.note
