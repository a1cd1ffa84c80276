-- The clocks stood still from $1 to $2. Who began in between lost only the rest.
UPDATE sitting
SET deadline_at = deadline_at + $2 - CASE WHEN started_at > $1 THEN started_at ELSE $1 END,
    alarm_at = alarm_at + $2 - CASE WHEN started_at > $1 THEN started_at ELSE $1 END,
    given_ms = given_ms + $2 - CASE WHEN started_at > $1 THEN started_at ELSE $1 END
WHERE ended_at IS NULL AND started_at < $2
