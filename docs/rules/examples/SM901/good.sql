-- ignore SM031: the table has a thousand rows
CREATE INDEX orders_customer ON orders (customer_id);
