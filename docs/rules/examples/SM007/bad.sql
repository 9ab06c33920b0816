ALTER TABLE orders ADD COLUMN payer_id bigint DEFAULT 1 REFERENCES customers (id); -- SM007
