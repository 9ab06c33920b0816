-- run by: psql
BEGIN;
ALTER TABLE "orders" ADD COLUMN "reference" varchar(32) NULL UNIQUE; -- SM006 SM097
CREATE INDEX "orders_reference_like" ON "orders" ("reference" varchar_pattern_ops); -- SM031 SM094
COMMIT;
