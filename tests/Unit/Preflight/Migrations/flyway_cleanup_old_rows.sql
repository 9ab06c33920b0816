-- run by: psql
DELETE FROM orders o USING customers c WHERE o.customer_id = c.id AND c.country = 'XX'; -- SM089
DELETE FROM events WHERE at < now() - interval '2 years'; -- SM089
