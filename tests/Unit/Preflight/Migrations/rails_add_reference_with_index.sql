-- not run: the table that the tool keeps its versions in is not there
-- run by: psql
BEGIN;
SET LOCAL lock_timeout = '5s';
ALTER TABLE "orders" ADD "invoice_id" bigint;
CREATE INDEX "index_orders_on_invoice_id" ON "orders" ("invoice_id"); -- SM031 SM094
ALTER TABLE "orders" ADD CONSTRAINT "fk_rails_5a6f3c" FOREIGN KEY ("invoice_id") REFERENCES "invoices" ("id"); -- SM019 SM094 SM095
INSERT INTO "schema_migrations" ("version") VALUES ('20240611093000');
COMMIT;
