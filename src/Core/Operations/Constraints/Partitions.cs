using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>What operations on partitioned tables have in common: they go partition by partition, and which partitions there are is known when they run.</summary>
internal static class Partitions
{
    /// <summary>The assertion that a table is partitioned, or is not, as the author said. It reads the catalog only.</summary>
    /// <param name="table">The table.</param>
    /// <param name="expected">Whether it should be.</param>
    public static AssertionOperationStep Assertion(QualifiedName table, bool expected) => new(
        $"SELECT 1 FROM pg_catalog.pg_class c WHERE c.oid = {Literal.Of(table.ToString())}::pg_catalog.regclass::pg_catalog.oid AND c.relkind {(expected ? "<>" : "=")} 'p'",
        AssertionExpectation.NoRows,
        expected ? $"{table.Display} is not partitioned: leave -Partitioned out." : $"{table.Display} is partitioned: give -Partitioned, and it is done partition by partition.");

    /// <summary>The statements that a file gives.</summary>
    /// <param name="table">The table.</param>
    /// <param name="mode">The strongest lock that one of them takes on a table that has rows, for longer than an instant or not.</param>
    /// <param name="file">The file below Operations.</param>
    /// <param name="values">Its placeholders, besides the table.</param>
    public static EnumeratedOperationStep Each(QualifiedName table, LockMode mode, string file, params (string Name, string Value)[] values) =>
        new(CatalogBlock.Fill(file, [("table", table.ToString()), .. values]), table, mode);

    /// <summary>The steps that add a constraint to each partition, not valid first, and then to the table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="name">The constraint.</param>
    /// <param name="mode">The lock that adding it takes.</param>
    /// <param name="definition">What follows its name.</param>
    public static IReadOnlyList<OperationStep> Constraint(QualifiedName table, Identifier name, LockMode mode, string definition) =>
        [Assertion(table, expected: true), Each(table, mode, "Constraints/PartitionedConstraint", ("name", name.Name), ("definition", definition))];

    /// <summary>The steps that build an index for each partition, make a constraint of it and attach it to that of the table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="name">The constraint.</param>
    /// <param name="kind"><c>PRIMARY KEY</c> or <c>UNIQUE</c>.</param>
    /// <param name="columns">The columns in parentheses, with INCLUDE.</param>
    /// <param name="nulls"><c> NULLS NOT DISTINCT</c> or nothing.</param>
    /// <param name="timing">When it is checked, with a blank in front, or nothing.</param>
    public static IReadOnlyList<OperationStep> Unique(QualifiedName table, Identifier name, string kind, string columns, string nulls = "", string timing = "") =>
    [
        Assertion(table, expected: true),
        Each(table, LockMode.ShareUpdateExclusive, "Constraints/PartitionedUnique",
            ("name", name.Name), ("definition", $"{kind}{nulls} {columns}{timing}"), ("tail", columns + nulls), ("using", $"{kind} USING INDEX %I{timing}")),
    ];

    /// <summary>Refuses options that mean nothing for a partitioned table.</summary>
    /// <param name="partitioned">Whether it is.</param>
    /// <param name="other">Whether the other option was given.</param>
    /// <param name="name">The other option.</param>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.ConflictingOptions"/>.</exception>
    public static void Refuse(bool partitioned, bool other, string name)
    {
        if (partitioned && other)
        {
            throw new MigrationException(OperationsErrors.ConflictingOptions, $"-Partitioned and -{name} exclude each other: partitions are done one by one, and proven on the way.");
        }
    }
}
