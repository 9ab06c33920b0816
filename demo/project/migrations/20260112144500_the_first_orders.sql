-- revision: 923326eccf04
-- parents: bfe591592e22
-- message: the first orders

-- upgrade

INSERT INTO shop.orders (customer_id, status, placed_at)
SELECT c.id, (enum_range(NULL::shop.order_status))[1 + c.id % 3], now() - c.id * interval '1 hour'
FROM shop.customers c CROSS JOIN generate_series(1, 3);

INSERT INTO shop.order_lines (order_id, line, product_id, quantity, price)
SELECT o.id, 1, p.id, 1 + o.id % 3, p.price
FROM shop.orders o JOIN shop.products p ON p.id = 1 + o.id % 200;

-- downgrade

DELETE FROM shop.order_lines;
DELETE FROM shop.orders;
