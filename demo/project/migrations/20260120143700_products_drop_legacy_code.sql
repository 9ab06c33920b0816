-- revision: acdb1f6d3956
-- parents: d5c55a796faf
-- message: products: drop legacy_code
-- phase: contract

-- upgrade

ALTER TABLE shop.products DROP COLUMN legacy_code;

-- downgrade

ALTER TABLE shop.products ADD COLUMN legacy_code text;
UPDATE shop.products SET legacy_code = sku;
