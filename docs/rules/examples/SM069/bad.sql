-- run by: psql
DROP TRIGGER orders_touch ON orders; -- SM069
