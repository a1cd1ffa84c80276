DELETE FROM job WHERE done_at < $1
