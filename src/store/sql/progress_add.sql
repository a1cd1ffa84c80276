INSERT INTO progress (staff_id, question_id, seen, wrong, in_book, right_days, last_day, earned_day)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
