CREATE INDEX CONCURRENTLY customers_email_c ON customers (email COLLATE "C");
