-- What turns have decided, for all of them at once: $1 answers, $2 open
-- rounds, $3 updates that are handled, $4 what goes out.
SAVEPOINT work;
INSERT INTO response (staff_id, unit_id, round_id, place, question_id, version_id, topic, option_order,
                      answer, earned, full_mark, points, elapsed_ms, day, answered_at)
SELECT value ->> 'staff', value ->> 'unit', value ->> 'round', value ->> 'place', value ->> 'question',
       value ->> 'version', value ->> 'topic', value ->> 'order', value ->> 'given', value ->> 'earned',
       value ->> 'full', value ->> 'points', value ->> 'elapsed', value ->> 'day', value ->> 'at'
FROM jsonb_each($1);
INSERT INTO score (scope, span, period, topic, staff_id, answered, correct, points, accuracy, elapsed_ms)
WITH answer AS MATERIALIZED (
    SELECT value ->> 'staff' AS staff, value ->> 'unit' AS unit, value ->> 'topic' AS topic,
           value ->> 'day' AS day, value ->> 'week' AS week, value ->> 'month' AS month,
           value ->> 'right' AS right, value ->> 'points' AS points, value ->> 'elapsed' AS elapsed
    FROM jsonb_each($1)
), frame (own_unit, span, own_topic) AS (
    VALUES (0, 'd', 0), (0, 'w', 0), (0, 'm', 0), (0, 'a', 0),
           (0, 'd', 1), (0, 'w', 1), (0, 'm', 1), (0, 'a', 1),
           (1, 'd', 0), (1, 'w', 0), (1, 'm', 0), (1, 'a', 0),
           (1, 'd', 1), (1, 'w', 1), (1, 'm', 1), (1, 'a', 1)
)
SELECT iif(own_unit, unit, 0), span, CASE span WHEN 'd' THEN day WHEN 'w' THEN week WHEN 'm' THEN month ELSE 0 END,
       iif(own_topic, topic, ''), staff, 1, right, points, right * 1000000, elapsed
FROM frame CROSS JOIN answer
WHERE TRUE
ON CONFLICT (scope, span, period, topic, staff_id) DO UPDATE
SET answered = score.answered + 1,
    correct = score.correct + excluded.correct,
    points = score.points + excluded.points,
    accuracy = (score.correct + excluded.correct) * 1000000 / (score.answered + 1),
    elapsed_ms = score.elapsed_ms + excluded.elapsed_ms;
INSERT INTO progress (staff_id, question_id, seen, wrong, in_book, right_days, last_day, earned_day)
SELECT value ->> 'staff', value ->> 'question', value ->> 'seen', value ->> 'wrong', value ->> 'in_book',
       value ->> 'right_days', value ->> 'day', value ->> 'earned_day'
FROM jsonb_each($1)
WHERE TRUE
ON CONFLICT (staff_id, question_id) DO UPDATE
SET seen = excluded.seen, wrong = excluded.wrong, in_book = excluded.in_book,
    right_days = excluded.right_days, last_day = excluded.last_day, earned_day = excluded.earned_day;
INSERT INTO streak (staff_id, current, best)
SELECT value ->> 'staff', value ->> 'current', value ->> 'best'
FROM jsonb_each($1)
WHERE TRUE
ON CONFLICT (staff_id) DO UPDATE SET current = excluded.current, best = excluded.best;
UPDATE round
SET state = new.state
FROM (SELECT value ->> 0 AS id, value ->> 1 AS state FROM jsonb_each($2)) AS new
WHERE round.id = new.id AND round.ended_at IS NULL;
UPDATE inbox
SET handled_at = new.at, raw = CASE WHEN new.forget THEN '' ELSE inbox.raw END
FROM (SELECT value ->> 'id' AS id, value ->> 'at' AS at, value ->> 'forget' AS forget FROM jsonb_each($3)) AS new
WHERE inbox.id = new.id;
INSERT INTO outbox (channel, chat_id, notice, payload, created_at)
SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4
FROM jsonb_each($4)
