ALTER TABLE people ADD CONSTRAINT people_not_sad CHECK (mood <> 'sad') NOT VALID;
