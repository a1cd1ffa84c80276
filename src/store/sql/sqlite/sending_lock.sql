SELECT copy_id FROM sending WHERE channel = $1 AND chat_id = $2 AND copy_id = $3
