SELECT b.id, b.title, b.topic,
       COUNT(CASE WHEN q.live THEN 1 END) AS live,
       COUNT(CASE WHEN NOT q.live THEN 1 END) AS withdrawn
FROM bank b
LEFT JOIN question q ON q.bank_id = b.id
GROUP BY b.id, b.title, b.topic
ORDER BY b.topic, b.id
