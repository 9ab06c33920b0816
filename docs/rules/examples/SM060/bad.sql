DROP VIEW order_codes CASCADE; -- SM060
