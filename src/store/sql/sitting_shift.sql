-- The clock was set by $1.
UPDATE sitting
SET deadline_at = deadline_at + $1, alarm_at = alarm_at + $1
WHERE ended_at IS NULL
