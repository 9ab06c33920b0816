-- run by: psql
DROP VIEW order_codes; -- SM097 SM130
ALTER TABLE invoices DROP CONSTRAINT invoices_order_fk; -- SM025 SM095
ALTER TABLE orders ALTER COLUMN id TYPE bigint; -- SM050 SM094 SM095
ALTER TABLE invoices ALTER COLUMN order_id TYPE bigint; -- SM050 SM094
ALTER TABLE invoices ADD CONSTRAINT invoices_order_fk FOREIGN KEY (order_id) REFERENCES orders (id); -- SM019 SM094
