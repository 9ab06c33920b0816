CREATE SEQUENCE people_number;
ALTER TABLE people ADD COLUMN number bigint;
ALTER TABLE people ALTER COLUMN number SET DEFAULT nextval('people_number');
-- Then Start-Backfill numbers the old rows.
