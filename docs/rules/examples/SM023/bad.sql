ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;
ALTER TABLE people ADD CONSTRAINT people_customer_fk FOREIGN KEY (id) REFERENCES customers (id) NOT VALID; -- SM023
