SELECT content FROM mapping WHERE signature = $1
