-- revision: 0123456789ab
-- parents:
-- message: add customers.phone
-- upgrade
ALTER TABLE customers ADD COLUMN phone text;
-- downgrade
ALTER TABLE customers DROP COLUMN phone;
