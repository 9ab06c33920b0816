CREATE TABLE "shipments" ("id" bigserial PRIMARY KEY, "order_id" integer NOT NULL, "carrier" character varying, "shipped_at" timestamptz, "created_at" timestamptz NOT NULL);
CREATE INDEX "index_shipments_on_order_id" ON "shipments" ("order_id");
CREATE UNIQUE INDEX "index_shipments_on_carrier" ON "shipments" ("carrier", "order_id");
