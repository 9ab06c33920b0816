-- run by: psql
BEGIN;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE "customers" ADD COLUMN "segment" varchar(10) NULL; -- SM097
UPDATE "customers" SET "segment" = CASE WHEN "country" = 'DE' THEN 'home' ELSE 'abroad' END; -- SM089 SM090
COMMIT;
