SET LOCAL TimeZone = 'UTC';
ALTER TABLE customers ALTER COLUMN joined TYPE timestamptz;
