-- server: 14.2
CREATE INDEX CONCURRENTLY orders_customer ON orders (customer_id); -- SM035
