ALTER TABLE "customers" ADD CONSTRAINT "customers_email_null" CHECK ("email" IS NOT NULL) NOT VALID;
ALTER TABLE "customers" VALIDATE CONSTRAINT "customers_email_null";
ALTER TABLE "customers" ALTER COLUMN "email" SET NOT NULL;
ALTER TABLE "customers" DROP CONSTRAINT "customers_email_null";
