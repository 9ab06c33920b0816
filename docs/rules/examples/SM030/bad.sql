ALTER TABLE orders ADD CONSTRAINT orders_spans EXCLUDE USING gist (int4range(id, id, '[]') WITH &&); -- SM030
