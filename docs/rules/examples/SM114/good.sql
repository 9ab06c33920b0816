ALTER TABLE customers ADD CONSTRAINT customers_email_length CHECK (length(email) <= 200) NOT VALID;
