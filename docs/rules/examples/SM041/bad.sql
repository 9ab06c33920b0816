REINDEX INDEX orders_placed; -- SM041
