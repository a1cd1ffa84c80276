SELECT name, content FROM file WHERE id = $1
