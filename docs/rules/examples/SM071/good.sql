CREATE POLICY orders_all ON orders USING (customer_id > 0);
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
