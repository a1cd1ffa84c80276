DELETE FROM file WHERE created_at < $1
