SELECT (SELECT COUNT(DISTINCT g.staff_id) FROM sitting g WHERE g.exam_id = $1 AND g.ended_by <> 'void'),
       (SELECT COUNT(*)
        FROM candidate c
        WHERE c.exam_id = $1 AND c.standing = 'expected'
          AND NOT EXISTS (SELECT 1 FROM sitting g
                          WHERE g.exam_id = c.exam_id AND g.staff_id = c.staff_id AND g.ended_by <> 'void'))
