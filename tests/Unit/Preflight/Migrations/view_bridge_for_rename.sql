ALTER TABLE discounts RENAME TO rebates;
CREATE VIEW discounts AS SELECT * FROM rebates;
