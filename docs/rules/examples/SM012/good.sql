-- server: 18+
ALTER TABLE customers ADD CONSTRAINT customers_email_not_null NOT NULL email NOT VALID;
ALTER TABLE customers VALIDATE CONSTRAINT customers_email_not_null;
