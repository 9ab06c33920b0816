CREATE INDEX CONCURRENTLY orders_placed_new ON orders (placed, customer_id);
DROP INDEX CONCURRENTLY orders_placed;
ALTER INDEX orders_placed_new RENAME TO orders_placed;
