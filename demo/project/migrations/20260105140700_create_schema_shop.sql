-- revision: 68be8fb4edcd
-- message: create schema shop

-- upgrade

CREATE SCHEMA shop;

-- downgrade

DROP SCHEMA shop;
