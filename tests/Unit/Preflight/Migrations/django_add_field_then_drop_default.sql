-- run by: psql
BEGIN;
--
-- Add field loyalty to customer
--
ALTER TABLE "customers" ADD COLUMN "loyalty" integer DEFAULT 0 NOT NULL; -- SM097
ALTER TABLE "customers" ALTER COLUMN "loyalty" DROP DEFAULT; -- SM010
COMMIT;
