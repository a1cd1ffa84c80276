SELECT scope, span, period, topic, answered, correct, points, accuracy, elapsed_ms
FROM score
WHERE staff_id = $1
ORDER BY scope, span, period, topic
