-- One script, so that the answer costs one hand-over to the writer's thread.
INSERT INTO response (staff_id, unit_id, round_id, place, question_id, version_id, topic, option_order,
                      answer, earned, full_mark, points, elapsed_ms, day, answered_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);
INSERT INTO score (scope, span, period, topic, staff_id, answered, correct, points, accuracy, elapsed_ms)
VALUES (0, 'd', $14, '', $1, 1, $16, $12, $16 * 1000000, $13),
       (0, 'w', $17, '', $1, 1, $16, $12, $16 * 1000000, $13),
       (0, 'm', $18, '', $1, 1, $16, $12, $16 * 1000000, $13),
       (0, 'a', 0, '', $1, 1, $16, $12, $16 * 1000000, $13),
       (0, 'd', $14, $7, $1, 1, $16, $12, $16 * 1000000, $13),
       (0, 'w', $17, $7, $1, 1, $16, $12, $16 * 1000000, $13),
       (0, 'm', $18, $7, $1, 1, $16, $12, $16 * 1000000, $13),
       (0, 'a', 0, $7, $1, 1, $16, $12, $16 * 1000000, $13),
       ($2, 'd', $14, '', $1, 1, $16, $12, $16 * 1000000, $13),
       ($2, 'w', $17, '', $1, 1, $16, $12, $16 * 1000000, $13),
       ($2, 'm', $18, '', $1, 1, $16, $12, $16 * 1000000, $13),
       ($2, 'a', 0, '', $1, 1, $16, $12, $16 * 1000000, $13),
       ($2, 'd', $14, $7, $1, 1, $16, $12, $16 * 1000000, $13),
       ($2, 'w', $17, $7, $1, 1, $16, $12, $16 * 1000000, $13),
       ($2, 'm', $18, $7, $1, 1, $16, $12, $16 * 1000000, $13),
       ($2, 'a', 0, $7, $1, 1, $16, $12, $16 * 1000000, $13)
ON CONFLICT (scope, span, period, topic, staff_id) DO UPDATE
SET answered = score.answered + 1,
    correct = score.correct + excluded.correct,
    points = score.points + excluded.points,
    accuracy = (score.correct + excluded.correct) * 1000000 / (score.answered + 1),
    elapsed_ms = score.elapsed_ms + excluded.elapsed_ms;
INSERT INTO progress (staff_id, question_id, seen, wrong, in_book, right_days, last_day, earned_day)
VALUES ($1, $5, $19, $20, $21, $22, $14, $23)
ON CONFLICT (staff_id, question_id) DO UPDATE
SET seen = excluded.seen, wrong = excluded.wrong, in_book = excluded.in_book,
    right_days = excluded.right_days, last_day = excluded.last_day, earned_day = excluded.earned_day;
INSERT INTO streak (staff_id, current, best)
VALUES ($1, $24, $25)
ON CONFLICT (staff_id) DO UPDATE SET current = excluded.current, best = excluded.best;
UPDATE round SET state = $26 WHERE id = $3 AND ended_at IS NULL
