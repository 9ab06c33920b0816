ALTER TABLE customers ADD COLUMN status text NOT NULL DEFAULT 'active';
-- A contract revision drops the default, once every client names the column.
