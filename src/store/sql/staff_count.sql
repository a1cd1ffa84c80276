SELECT COUNT(*) FROM staff WHERE active AND NOT sample
