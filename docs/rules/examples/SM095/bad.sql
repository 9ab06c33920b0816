ALTER TABLE customers ADD COLUMN score integer;
ALTER TABLE orders ADD COLUMN score integer; -- SM095
