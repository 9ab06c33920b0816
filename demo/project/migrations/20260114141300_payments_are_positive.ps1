# revision: cb8b77c02905
# parents: 30885dc6a240
# message: payments are positive

Upgrade {
    Add-MigrationCheck shop.payments 'amount > 0' -Name payments_amount_positive
    Add-MigrationForeignKey shop.payments order_id shop.orders id
}
