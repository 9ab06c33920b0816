ALTER TABLE invoices DROP CONSTRAINT invoices_order_fk;
