-- ignore SM777: it will do
CREATE INDEX CONCURRENTLY orders_customer ON orders (customer_id);
