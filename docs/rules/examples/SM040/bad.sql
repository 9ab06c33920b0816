DROP INDEX CONCURRENTLY orders_placed;
CREATE INDEX CONCURRENTLY orders_placed ON orders (placed, customer_id); -- SM040
