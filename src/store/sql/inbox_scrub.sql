UPDATE inbox SET raw = '' WHERE id = $1
