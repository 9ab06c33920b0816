CREATE OR REPLACE VIEW order_codes AS SELECT id, code, placed FROM orders;
