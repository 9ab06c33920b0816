ALTER TABLE customers ADD COLUMN age_years integer;
