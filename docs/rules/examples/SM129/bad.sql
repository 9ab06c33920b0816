-- server: 18+
-- run by: psql
SET lock_timeout = '2s';
BEGIN;
ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT ENFORCED;
COMMIT;
ALTER TABLE orders ALTER CONSTRAINT orders_customer_fk ENFORCED; -- SM129
