ALTER TABLE customers ADD COLUMN points integer;
ALTER TABLE customers ADD CONSTRAINT customers_points CHECK (points > 0) NOT VALID;
ALTER TABLE customers VALIDATE CONSTRAINT customers_points;
