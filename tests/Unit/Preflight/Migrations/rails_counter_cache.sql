ALTER TABLE "customers" ADD "orders_count" integer DEFAULT 0 NOT NULL;
UPDATE "customers" SET "orders_count" = (SELECT count(*) FROM "orders" WHERE "orders"."customer_id" = "customers"."id"); -- SM089 SM090
