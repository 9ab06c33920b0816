# revision: f0d4dc3a8deb
# parents: 949624ec8e0e
# message: every customer has an email

Upgrade {
    Set-MigrationColumn shop.customers email -NotNull
    Add-MigrationUnique shop.customers email
}
