-- run by: psql
START TRANSACTION;
ALTER TABLE customers ADD "Phone" text NOT NULL DEFAULT ''; -- SM097
ALTER TABLE customers ADD "Since" timestamp with time zone NOT NULL DEFAULT TIMESTAMPTZ '-infinity';
COMMIT;
