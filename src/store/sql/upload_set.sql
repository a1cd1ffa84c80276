UPDATE upload SET plan = $2, people = $3, version = version + 1 WHERE id = $1 AND version = $4
