SELECT question_id, seen, wrong, in_book, right_days, last_day, earned_day
FROM progress
WHERE staff_id = $1
ORDER BY question_id
