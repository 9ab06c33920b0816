using System.Collections.Frozen;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Tables in which migration tools note what was applied: a row or a few hundred, and every script of theirs writes to them.</summary>
internal static class BookkeepingTables
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "alembic_version", "schema_migrations", "ar_internal_metadata", "django_migrations", "flyway_schema_history", "databasechangelog", "databasechangeloglock",
        "__efmigrationshistory", "_prisma_migrations", "knex_migrations", "knex_migrations_lock", "sequelizemeta", "__drizzle_migrations", "goose_db_version", "typeorm_migrations",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Has(QualifiedName? table) => table is { } name && Names.Contains(name.Name.Name);
}
