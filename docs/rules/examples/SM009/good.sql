ALTER TABLE customers ADD COLUMN settings jsonb;
