-- revision: eac04a40a255
-- parents: 27d3e760a46e
-- message: view of order totals

-- upgrade

CREATE VIEW shop.order_summary AS
SELECT o.id, o.status, c.full_name, shop.order_total(o.id) AS total
FROM shop.orders o JOIN shop.customers c ON c.id = o.customer_id;

-- downgrade

DROP VIEW shop.order_summary;
