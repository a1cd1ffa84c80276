SELECT staff_id, channel, chat_id, plan, version FROM upload WHERE id = $1
