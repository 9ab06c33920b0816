-- revision: 3eb05be7930f
-- parents: 359b89b049b9
-- message: the first products

-- upgrade

INSERT INTO shop.products (title, legacy_code, price, category_id)
SELECT 'Product ' || n, 'L' || n, 5 + n % 40, 1 + n % 4 FROM generate_series(1, 200) AS n;

-- downgrade

TRUNCATE shop.products CASCADE;
