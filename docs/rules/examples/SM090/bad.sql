ALTER TABLE customers ADD COLUMN score integer;
UPDATE customers SET score = length(name); -- SM090
