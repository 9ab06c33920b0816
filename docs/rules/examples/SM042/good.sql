CREATE INDEX CONCURRENTLY orders_customer ON orders (customer_id, placed) INCLUDE (delivered, code);
