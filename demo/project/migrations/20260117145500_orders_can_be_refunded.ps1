# revision: 27d3e760a46e
# parents: f0d4dc3a8deb
# message: orders can be refunded

Upgrade {
    Add-MigrationEnumValue shop.order_status refunded -After shipped
}
