SELECT id, plan FROM upload WHERE people AND created_at < $1
