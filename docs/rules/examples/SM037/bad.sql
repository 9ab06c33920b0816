CREATE UNIQUE INDEX CONCURRENTLY orders_code ON orders (code); -- SM037
