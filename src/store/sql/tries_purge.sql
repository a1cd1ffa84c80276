DELETE FROM tries WHERE since <= $1
