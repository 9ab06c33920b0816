CREATE TYPE mood_new AS ENUM ('fine', 'happy');
ALTER TABLE people ALTER COLUMN mood TYPE mood_new USING mood::text::mood_new; -- SM079
