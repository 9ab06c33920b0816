DROP INDEX orders_placed; -- SM038
