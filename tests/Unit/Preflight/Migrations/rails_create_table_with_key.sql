CREATE TABLE "shipments" (
  "id" bigserial PRIMARY KEY,
  "order_id" integer NOT NULL,
  CONSTRAINT "fk_rails_91ab" FOREIGN KEY ("order_id") REFERENCES "orders" ("id")
);
CREATE INDEX "index_shipments_on_order_id" ON "shipments" ("order_id");
