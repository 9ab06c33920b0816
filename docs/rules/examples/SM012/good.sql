-- server: 18+
-- run by: psql
SET lock_timeout = '2s';
BEGIN;
ALTER TABLE customers ADD CONSTRAINT customers_email_not_null NOT NULL email NOT VALID;
COMMIT;
ALTER TABLE customers VALIDATE CONSTRAINT customers_email_not_null;
