DROP INDEX customers_email; -- SM038
CREATE UNIQUE INDEX customers_email ON customers (lower(email)); -- SM031 SM040 SM094
