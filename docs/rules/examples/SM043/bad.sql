ALTER TABLE customers ALTER COLUMN country TYPE bytea USING convert_to(country, 'UTF8'); -- SM043
