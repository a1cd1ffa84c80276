SELECT COUNT(*) FROM question WHERE bank_id = $1 AND id < $2
