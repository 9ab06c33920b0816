ALTER TABLE customers ADD COLUMN seen timestamp; -- SM118
