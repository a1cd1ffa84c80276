INSERT INTO score (scope, span, period, topic, staff_id, answered, correct, points, accuracy, elapsed_ms)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
