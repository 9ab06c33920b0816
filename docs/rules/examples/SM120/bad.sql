ALTER TABLE customers ADD COLUMN phone varchar(30); -- SM120
