# revision: e5c634674c2d
# parents: 79519be7b37f
# message: create stock

Upgrade {
    New-MigrationTable shop.stock -PrimaryKey product_id @(
        'product_id bigint REFERENCES shop.products'
        'quantity int NOT NULL DEFAULT 0'
    )
    Add-MigrationCheck shop.stock 'quantity >= 0' -Name stock_quantity_positive
}
