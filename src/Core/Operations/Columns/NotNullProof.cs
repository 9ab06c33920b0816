using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>How a column becomes NOT NULL without a scan under a lock that blocks anybody.</summary>
internal static class NotNullProof
{
    /// <summary>The steps: asserts first that there is no NULL, because from NOT VALID on every UPDATE of such a row would fail. Each validation has a transaction of its own, so that no strong lock is held while it scans.</summary>
    public static IReadOnlyList<OperationStep> Steps(QualifiedName table, Identifier column, LoweringContext context) =>
    [
        Violations.NoneOf(table, $"{column} IS NULL", $"have NULL in {column.Name}"),
        .. context.ServerMajor >= 18 ? NotNullConstraint(table, column) : ProvenCheck(table, column),
    ];

    /// <summary>The steps for a partitioned table: each partition is proven by a check, then the table takes it over without reading anything.</summary>
    public static IReadOnlyList<OperationStep> PartitionSteps(QualifiedName table, Identifier column) =>
    [
        Partitions.Assertion(table, expected: true),
        Violations.NoneOf(table, $"{column} IS NULL", $"have NULL in {column.Name}"),
        Partitions.Each(table, LockMode.AccessExclusive, "Columns/PartitionedNotNull", ("column", column.Name), ("check", DerivedName.Of("ck", [table.Name.Name, column.Name, "not_null"]).Name)),
    ];

    // PostgreSQL 18 has NOT NULL … NOT VALID. The constraint gets the name that the server would choose, so that dropping and setting NOT NULL again changes nothing.
    private static SqlOperationStep[] NotNullConstraint(QualifiedName table, Identifier column)
    {
        var name = DerivedName.AsServer(table.Name, column, "not_null");
        return
        [
            new SqlOperationStep($"ALTER TABLE {table} ADD CONSTRAINT {name} NOT NULL {column} NOT VALID"),
            new SqlOperationStep($"ALTER TABLE {table} VALIDATE CONSTRAINT {name}") { StartsTransaction = true },
        ];
    }

    // Before 18, SET NOT NULL skips its scan when a valid check proves it. The check must still be there at that statement, so it cannot be dropped in the same one.
    private static SqlOperationStep[] ProvenCheck(QualifiedName table, Identifier column)
    {
        var name = DerivedName.Of("ck", [table.Name.Name, column.Name, "not_null"]);
        return
        [
            new SqlOperationStep($"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({column} IS NOT NULL) NOT VALID"),
            new SqlOperationStep($"ALTER TABLE {table} VALIDATE CONSTRAINT {name}") { StartsTransaction = true },
            new SqlOperationStep($"ALTER TABLE {table} ALTER COLUMN {column} SET NOT NULL") { StartsTransaction = true },
            new SqlOperationStep($"ALTER TABLE {table} DROP CONSTRAINT {name}"),
        ];
    }
}
