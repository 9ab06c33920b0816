# revision: d5c55a796faf
# parents: eac04a40a255
# message: products have a stock keeping unit
# phase: expand

Upgrade {
    Add-MigrationColumn shop.products sku text
    Invoke-MigrationSql 'UPDATE shop.products SET sku = legacy_code' -Downgrade 'UPDATE shop.products SET sku = NULL'
    Add-MigrationIndex shop.products sku -Unique
}
