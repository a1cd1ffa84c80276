SELECT id, code, content, phase, version, opens_at, closes_at, alarm_at, seed, pools, keys, parent_id, relation
FROM exam
WHERE code = $1
