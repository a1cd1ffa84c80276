UPDATE audit SET detail = '' WHERE subject = $1
