-- Who is expected and has not begun, in the order of their numbers after $2.
SELECT c.staff_id, c.track
FROM candidate c
JOIN staff s ON s.id = c.staff_id
WHERE c.exam_id = $1 AND c.staff_id > $2 AND c.standing = 'expected' AND s.active
  AND NOT EXISTS (SELECT 1 FROM sitting g WHERE g.exam_id = c.exam_id AND g.staff_id = c.staff_id)
ORDER BY c.staff_id
LIMIT $3
