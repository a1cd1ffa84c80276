SELECT COUNT(CASE WHEN v.content LIKE '%"kind":"single"%' THEN 1 END) AS single,
       COUNT(CASE WHEN v.content LIKE '%"kind":"multiple"%' THEN 1 END) AS multiple,
       COUNT(CASE WHEN v.content LIKE '%"kind":"judge"%' THEN 1 END) AS judge,
       COUNT(CASE WHEN v.content LIKE '%"kind":"blank"%' THEN 1 END) AS blank
FROM question q
JOIN question_version v ON v.id = q.version_id
WHERE q.bank_id = $1 AND q.live
