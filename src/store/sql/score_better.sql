SELECT COUNT(CASE WHEN points > $4 OR accuracy > $5 OR elapsed_ms < $6 THEN 1 END) AS better,
       COUNT(*) AS before
FROM score
WHERE scope = 0 AND span = $1 AND period = $2 AND topic = $3 AND points >= $4
  AND (points > $4 OR accuracy > $5
       OR (accuracy = $5 AND (elapsed_ms < $6 OR (elapsed_ms = $6 AND staff_id < $7))))
  AND staff_id NOT IN (SELECT id FROM staff WHERE NOT active)
