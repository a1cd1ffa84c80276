INSERT INTO bind_request (channel, account_id, staff_id, shown_name, lang, created_at)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (channel, account_id) WHERE decided_at IS NULL DO UPDATE
SET staff_id = excluded.staff_id, shown_name = excluded.shown_name, created_at = excluded.created_at
RETURNING id
