SELECT words, hits, at
FROM sitting_search
WHERE sitting_id = $1
ORDER BY id
