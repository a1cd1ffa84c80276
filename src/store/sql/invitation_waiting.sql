SELECT DISTINCT staff_id FROM invitation WHERE used_at IS NULL AND expires_at > $1 ORDER BY staff_id
