# revision: c78035c94222
# parents: 7881e05b4cd6
# message: products have a category

Upgrade {
    Add-MigrationColumn shop.products category_id int
    Add-MigrationForeignKey shop.products category_id shop.categories id
}
