CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
ALTER TABLE customers ADD COLUMN points positive; -- SM008
