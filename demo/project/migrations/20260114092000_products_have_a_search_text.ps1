# revision: cc9645b6cb5a
# parents: d7021651f856
# message: products have a search text
# labels: search

Upgrade {
    Add-MigrationColumn shop.products search tsvector -Generated "to_tsvector('english', title)"
}
