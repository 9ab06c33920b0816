# revision: 7881e05b4cd6
# parents: 89b87752a2c9
# message: create products

Upgrade {
    New-MigrationTable shop.products -PrimaryKey id @(
        'id bigint GENERATED ALWAYS AS IDENTITY'
        'title text NOT NULL'
        'legacy_code text'
        'price numeric(10, 2) NOT NULL'
        'attributes jsonb NOT NULL DEFAULT ''{}'''
    )
}
