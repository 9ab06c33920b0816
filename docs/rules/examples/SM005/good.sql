ALTER TABLE customers ADD COLUMN points integer;
ALTER TABLE customers ADD CONSTRAINT customers_points CHECK (points >= 0) NOT VALID;
-- Then VALIDATE CONSTRAINT in a revision of its own.
