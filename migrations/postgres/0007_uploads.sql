-- The file holds personal data, or may. Numbers were never given twice here.
ALTER TABLE upload ADD COLUMN people BOOLEAN NOT NULL DEFAULT TRUE;
