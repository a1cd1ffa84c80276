SELECT id
FROM exam
WHERE phase IN ('published', 'open', 'closed', 'marked') AND content LIKE '%' || $1 || '%'
ORDER BY id
