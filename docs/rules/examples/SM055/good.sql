ALTER TABLE customers RENAME TO customers_base;
ALTER TABLE customers_base RENAME COLUMN note TO remark;
CREATE VIEW customers AS SELECT *, remark AS note FROM customers_base;
