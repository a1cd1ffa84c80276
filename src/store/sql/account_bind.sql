INSERT INTO account (channel, account_id, staff_id, lang, state, bound_at)
VALUES ($1, $2, $3, $4, '"idle"', $5)
