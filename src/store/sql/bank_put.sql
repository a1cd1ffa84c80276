INSERT INTO bank (id, title, topic, loaded_at)
VALUES ($1, $2, $3, $4)
ON CONFLICT (id) DO UPDATE
SET title = excluded.title, topic = excluded.topic, loaded_at = excluded.loaded_at
