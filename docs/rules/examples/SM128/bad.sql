CREATE TABLE customer_notes (customer_id bigint PRIMARY KEY, note text);
INSERT INTO customer_notes SELECT id, note FROM customers; -- SM128
