INSERT INTO question_version (question_id, number, topic, content, created_at)
SELECT q.id, 1, q.topic, e.value ->> 'content', $2
FROM json_each($3) e
-- The list first: SQLite keeps the order of a CROSS JOIN. The other way round it
-- would go through the list once for each question of the bank.
CROSS JOIN question q ON q.bank_id = $1 AND q.code = e.value ->> 'code'
ORDER BY e.key
