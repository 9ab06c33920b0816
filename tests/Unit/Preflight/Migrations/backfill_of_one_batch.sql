WITH batch AS (SELECT id FROM orders WHERE code IS NULL ORDER BY id LIMIT 500 FOR UPDATE SKIP LOCKED)
UPDATE orders SET code = 'none' FROM batch WHERE orders.id = batch.id;
