-- run by: psql
START TRANSACTION;
ALTER TABLE orders RENAME COLUMN code TO "Code"; -- SM055 SM097
ALTER INDEX orders_placed RENAME TO "IX_orders_placed";
CREATE INDEX "IX_orders_Code" ON orders ("Code"); -- SM031 SM094
COMMIT;
