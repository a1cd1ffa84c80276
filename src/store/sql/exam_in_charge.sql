-- Administrators and proctors; leaders of whom somebody is expected.
SELECT DISTINCT s.id
FROM staff s
JOIN staff_role r ON r.staff_id = s.id
WHERE s.active
  AND (r.role IN ('owner', 'administrator', 'proctor')
       OR r.role = 'leader'
          AND EXISTS (SELECT 1
                      FROM candidate c
                      JOIN unit u ON u.id = c.unit_id
                      WHERE c.exam_id = $1 AND u.lineage LIKE '%/' || r.unit_id || '/%'))
ORDER BY s.id
