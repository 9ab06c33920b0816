SET LOCAL lock_timeout = '1s';
ALTER TABLE customers ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON customers USING (email = current_user);
