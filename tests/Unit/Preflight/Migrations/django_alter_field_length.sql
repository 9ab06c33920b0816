-- run by: psql
BEGIN;
--
-- Alter field email on customer
--
ALTER TABLE "customers" ALTER COLUMN "email" TYPE varchar(254); -- SM097
COMMIT;
