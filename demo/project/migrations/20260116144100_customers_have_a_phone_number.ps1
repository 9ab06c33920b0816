# revision: 949624ec8e0e
# parents: fabe49fc145d
# message: customers have a phone number

Upgrade {
    Add-MigrationColumn shop.customers phone 'varchar(20)'
}
