INSERT INTO copy (id, started_at, beat_at)
VALUES ($1, $2, $2)
ON CONFLICT (id) DO UPDATE SET beat_at = excluded.beat_at
