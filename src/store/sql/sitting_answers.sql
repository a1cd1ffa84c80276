SELECT place, answer, at
FROM sitting_answer
WHERE sitting_id = $1
ORDER BY id
