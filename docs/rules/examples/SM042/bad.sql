CREATE INDEX CONCURRENTLY orders_all ON orders (customer_id, placed, delivered, code); -- SM042
