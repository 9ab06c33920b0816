ALTER TABLE orders ALTER COLUMN code SET DEFAULT 'none';
ALTER TABLE orders ADD COLUMN weight numeric DEFAULT 0.5;
COMMENT ON COLUMN orders.weight IS 'kg';
