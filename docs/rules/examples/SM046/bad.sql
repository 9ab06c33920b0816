ALTER TABLE customers ALTER COLUMN age TYPE integer USING age::integer; -- SM046
