SELECT COUNT(CASE WHEN in_book THEN 1 END) AS in_book,
       COUNT(CASE WHEN NOT in_book AND wrong > 0 THEN 1 END) AS mastered
FROM progress
WHERE staff_id = $1
