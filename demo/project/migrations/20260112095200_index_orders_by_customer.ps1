# revision: d7021651f856
# parents: 923326eccf04
# message: index orders by customer

Upgrade {
    Add-MigrationIndex shop.orders customer_id, 'placed_at DESC'
}
