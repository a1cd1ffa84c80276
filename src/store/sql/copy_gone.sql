DELETE FROM copy WHERE id = $1 OR beat_at < $2
