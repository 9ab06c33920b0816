ALTER TABLE orders ADD CONSTRAINT orders_amount CHECK (amount > 100) NOT VALID; -- SM016
