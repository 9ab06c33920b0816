CREATE SCHEMA shop;
CREATE VIEW shop.orders AS SELECT * FROM public.orders;
