ALTER TABLE customers ADD COLUMN language char(2); -- SM117
