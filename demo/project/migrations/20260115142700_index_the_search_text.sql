-- revision: f0e5c947d2f4
-- parents: cc9645b6cb5a
-- message: index the search text

-- upgrade

CREATE INDEX CONCURRENTLY ix_products_search ON shop.products USING gin (search);

-- downgrade

DROP INDEX CONCURRENTLY shop.ix_products_search;
