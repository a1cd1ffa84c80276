INSERT INTO sitting_search (sitting_id, words, hits, at)
VALUES ($1, $2, $3, $4)
