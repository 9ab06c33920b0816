ALTER TABLE customers ALTER COLUMN note SET DEFAULT '';
ALTER TABLE invoices DROP CONSTRAINT invoices_order_fk; -- SM025
