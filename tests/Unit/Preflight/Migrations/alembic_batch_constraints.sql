ALTER TABLE orders ADD CONSTRAINT ck_orders_amount CHECK (amount >= 0); -- SM015
ALTER TABLE orders ADD CONSTRAINT uq_orders_code UNIQUE (code); -- SM026 SM094
