SELECT id, started_at, beat_at FROM copy ORDER BY started_at
