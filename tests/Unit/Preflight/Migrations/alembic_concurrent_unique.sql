CREATE UNIQUE INDEX CONCURRENTLY uq_orders_code ON orders (code);
ALTER TABLE orders ADD CONSTRAINT uq_orders_code UNIQUE USING INDEX uq_orders_code;
