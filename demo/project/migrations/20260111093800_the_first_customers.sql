-- revision: bfe591592e22
-- parents: 3eb05be7930f
-- message: the first customers

-- upgrade

INSERT INTO shop.customers (email, full_name)
SELECT 'customer' || n || '@example.com', 'Customer ' || n FROM generate_series(1, 2000) AS n;

-- downgrade

TRUNCATE shop.customers CASCADE;
