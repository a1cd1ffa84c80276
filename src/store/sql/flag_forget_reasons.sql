UPDATE flag SET reason = '' WHERE staff_id = $1
