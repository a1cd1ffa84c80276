UPDATE outbox
SET ended_at = $1, outcome = 'sent', payload = ''
WHERE ended_at IS NULL AND id IN (SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST($2 AS JSON)))
