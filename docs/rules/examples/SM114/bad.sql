ALTER TABLE customers ALTER COLUMN email TYPE text; -- SM114
