UPDATE staff
SET staff_no = 'erased-' || id, name = '', birth = NULL, post = NULL, phone_hash = NULL,
    active = FALSE, erased_at = $2, updated_at = $2
WHERE id = $1
