-- server: 18+
ALTER TABLE orders ADD COLUMN gross numeric GENERATED ALWAYS AS (amount * 1.19) VIRTUAL;
ALTER TABLE orders ADD CONSTRAINT orders_code_there NOT NULL code NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_code_there;
