DROP VIEW order_codes; -- SM130
