# revision: 79519be7b37f
# parents: 7b44a9217a8b
# message: prices cannot be negative

Upgrade {
    Add-MigrationCheck shop.products 'price >= 0' -Name products_price_positive
}
