ALTER TABLE people ADD COLUMN new_id bigint;
