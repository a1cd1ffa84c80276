SELECT COUNT(*)
FROM score
WHERE scope = 0 AND span = $1 AND period = $2 AND topic = $3
  AND staff_id NOT IN (SELECT id FROM staff WHERE NOT active)
