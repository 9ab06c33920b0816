ALTER TABLE orders ADD COLUMN payer_id bigint DEFAULT 1;
CREATE INDEX CONCURRENTLY orders_payer ON orders (payer_id);
ALTER TABLE orders ADD CONSTRAINT orders_payer_fk FOREIGN KEY (payer_id) REFERENCES customers (id) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_payer_fk;
