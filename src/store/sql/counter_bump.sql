INSERT INTO counter (name, day, times)
VALUES ($1, $2, 1)
ON CONFLICT (name, day) DO UPDATE SET times = counter.times + 1
