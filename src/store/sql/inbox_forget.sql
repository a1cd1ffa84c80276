UPDATE inbox SET raw = '' WHERE channel = $1 AND chat_id = $2 AND handled_at IS NOT NULL
