CREATE EXTENSION IF NOT EXISTS "pgcrypto";
ALTER TABLE "customers" ADD "public_id" uuid DEFAULT gen_random_uuid() NOT NULL; -- SM001
CREATE UNIQUE INDEX "index_customers_on_public_id" ON "customers" ("public_id"); -- SM031 SM094
