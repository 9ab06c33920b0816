-- server: 17+
ALTER TABLE invoices ADD COLUMN net_new numeric;
