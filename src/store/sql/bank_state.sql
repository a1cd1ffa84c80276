SELECT
    (SELECT COALESCE(MAX(id), 0) FROM question_version),
    (SELECT COUNT(*) FROM question WHERE live),
    (SELECT CAST(COALESCE(SUM(id), 0) AS BIGINT) FROM question WHERE live),
    (SELECT CAST(COALESCE(SUM(id * (id % 1000003)), 0) AS BIGINT) FROM question WHERE live)
