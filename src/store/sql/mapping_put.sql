INSERT INTO mapping (signature, content, changed_at)
VALUES ($1, $2, $3)
ON CONFLICT (signature) DO UPDATE
SET content = excluded.content, changed_at = excluded.changed_at
