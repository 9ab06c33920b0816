ALTER TABLE customers ADD COLUMN points integer CHECK (points >= 0); -- SM005
