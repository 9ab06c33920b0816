-- fails: 23502
ALTER TABLE customers ADD COLUMN phone text NOT NULL; -- SM004
