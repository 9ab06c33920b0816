-- run by: psql
-- fails: 25001
SET lock_timeout = '2s';
BEGIN;
CREATE INDEX CONCURRENTLY orders_customer ON orders (customer_id); -- SM032
COMMIT;
