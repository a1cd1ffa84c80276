SELECT MIN(due_at) FROM job WHERE done_at IS NULL
