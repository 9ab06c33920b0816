-- ignore SM031
CREATE INDEX orders_customer ON orders (customer_id);
