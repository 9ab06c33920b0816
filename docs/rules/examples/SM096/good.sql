ALTER TABLE orders
    ADD CONSTRAINT orders_amount CHECK (amount >= 0) NOT VALID,
    ADD CONSTRAINT orders_placed CHECK (placed >= '2000-01-01+00') NOT VALID;
