-- run by: psql
SELECT pg_advisory_xact_lock(42);
CREATE SEQUENCE invoice_numbers START 1000;
ALTER TABLE invoices ADD COLUMN number bigint; -- SM097
ALTER TABLE invoices ALTER COLUMN number SET DEFAULT nextval('invoice_numbers');
