UPDATE customers AS c SET country = v.country FROM (VALUES (1, 'FR'), (2, 'PL')) AS v (id, country) WHERE c.id = v.id;
DELETE FROM customers WHERE id = ANY ('{1, 2, 3}'::int[]);
UPDATE orders SET code = 'x' WHERE id = (SELECT max(order_id) FROM invoices);
