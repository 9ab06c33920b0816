# revision: 6a0efab6e5ae
# parents: 14e2d5f3c84f
# message: order status as an enum

Upgrade {
    New-MigrationEnum shop.order_status 'new', 'paid', 'shipped' -Comment 'The life of an order'
}
