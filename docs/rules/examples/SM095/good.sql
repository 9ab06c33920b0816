ALTER TABLE customers ADD COLUMN score integer;
-- The other table is changed by the next revision.
