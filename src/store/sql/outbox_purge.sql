DELETE FROM outbox WHERE ended_at < $1
