SELECT i.staff_id, s.name, b.name, i.kind, i.note, i.at
FROM incident i
LEFT JOIN staff s ON s.id = i.staff_id
LEFT JOIN staff b ON b.id = i.by_id
WHERE i.exam_id = $1
ORDER BY i.id
