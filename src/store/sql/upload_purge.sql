DELETE FROM upload WHERE created_at < $1
