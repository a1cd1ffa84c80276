INSERT INTO reference_article (reference_id, place, label, heading, text)
SELECT $1, e.value ->> 'place', e.value ->> 'label', e.value ->> 'heading', e.value ->> 'text'
FROM json_each($2) e
ORDER BY e.key
