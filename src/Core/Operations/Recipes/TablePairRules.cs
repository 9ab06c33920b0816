using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>What can be said about the columns of two tables before any database is asked.</summary>
internal static class TablePairRules
{
    /// <summary>Refuses what can never work.</summary>
    /// <param name="table">The table with the columns beside others.</param>
    /// <param name="part">The table with the columns beside a reference.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="key">The key of the table.</param>
    /// <param name="references">What it is called in the part.</param>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.TablePairInvalid"/>.</exception>
    public static void Check(QualifiedName table, QualifiedName part, ValueList<ColumnPair> columns, ValueList<Identifier> key, ValueList<Identifier> references)
    {
        if (table == part)
        {
            throw Invalid(part, $"{table.Display} cannot be both tables.");
        }

        if (key.Count == 0 || key.Count != references.Count)
        {
            throw Invalid(part, $"The key of {table.Display} has {key.Count} columns and the reference of {part.Display} has {references.Count}: each column of the key needs its own.");
        }

        Distinct(table, [.. columns.Select(pair => pair.Column), .. key], "is the key, or given twice");
        Distinct(part, [.. columns.Select(pair => pair.Other), .. references], "is the reference, or given twice");
    }

    private static void Distinct(QualifiedName table, IReadOnlyList<Identifier> columns, string otherwise)
    {
        if (columns.GroupBy(column => column).FirstOrDefault(group => group.Count() > 1) is { Key: var twice })
        {
            throw Invalid(table, $"The column {twice.Name} of {table.Display} {otherwise}; it cannot be one of those that are to be in both tables.");
        }
    }

    private static MigrationException Invalid(QualifiedName target, string message) => new(OperationsErrors.TablePairInvalid, message) { Target = target.Display };
}
