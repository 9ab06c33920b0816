UPDATE orders SET code = 'same' WHERE id = customer_id; -- SM089
