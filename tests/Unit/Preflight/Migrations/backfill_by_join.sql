UPDATE orders o SET code = c.country FROM customers c WHERE c.id = o.customer_id; -- SM089
