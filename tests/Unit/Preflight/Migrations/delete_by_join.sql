DELETE FROM orders o USING customers c WHERE o.customer_id = c.id AND c.country = 'XX'; -- SM089
DELETE FROM invoices WHERE order_id IN (SELECT id FROM orders WHERE placed < now() - interval '10 years'); -- SM089
