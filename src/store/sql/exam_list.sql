SELECT id, code, title, phase, opens_at, closes_at
FROM exam
ORDER BY opens_at DESC, id DESC
