-- run by: psql
CREATE OR REPLACE VIEW order_codes AS -- SM097
SELECT id, code FROM orders WHERE code IS NOT NULL;
GRANT SELECT ON order_codes TO PUBLIC; -- SM105
