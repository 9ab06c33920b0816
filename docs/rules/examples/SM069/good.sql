-- run by: psql
SET lock_timeout = '2s';
DROP TRIGGER orders_touch ON orders;
