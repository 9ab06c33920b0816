-- server: 17+
ALTER TABLE invoices ALTER COLUMN net SET EXPRESSION AS (total / 1.16); -- SM085
