-- revision: 89b87752a2c9
-- parents: 6a0efab6e5ae
-- message: create categories

-- upgrade

CREATE TABLE shop.categories (
    id int PRIMARY KEY,
    parent_id int REFERENCES shop.categories,
    name text NOT NULL UNIQUE
);

-- downgrade

DROP TABLE shop.categories;
