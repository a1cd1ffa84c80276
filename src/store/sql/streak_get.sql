SELECT current, best FROM streak WHERE staff_id = $1
