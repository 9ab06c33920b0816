-- revision: 359b89b049b9
-- parents: 3f12beb27cfe
-- message: the first categories

-- upgrade

INSERT INTO shop.categories (id, parent_id, name) VALUES
    (1, NULL, 'books'), (2, 1, 'poetry'), (3, 1, 'databases'), (4, NULL, 'maps');

-- downgrade

DELETE FROM shop.categories WHERE id BETWEEN 1 AND 4;
