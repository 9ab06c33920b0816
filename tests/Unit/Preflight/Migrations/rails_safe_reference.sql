ALTER TABLE "orders" ADD "invoice_id" bigint;
CREATE INDEX CONCURRENTLY "index_orders_on_invoice_id" ON "orders" ("invoice_id");
ALTER TABLE "orders" ADD CONSTRAINT "fk_rails_5a6f3c" FOREIGN KEY ("invoice_id") REFERENCES "invoices" ("id") NOT VALID;
ALTER TABLE "orders" VALIDATE CONSTRAINT "fk_rails_5a6f3c";
