using SchemaMigrate.Errors;

namespace SchemaMigrate.Operations;

/// <summary>How a table is partitioned, as SQL writes it after PARTITION BY: <c>RANGE (created_at)</c>.</summary>
public sealed record PartitionKey : SqlFragment
{
    /// <summary>Takes a strategy with its columns.</summary>
    /// <param name="sql">The strategy and the columns.</param>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.InvalidSqlFragment"/>.</exception>
    public PartitionKey(string sql)
        : base(FragmentSyntax.PartitionKey(sql))
    {
    }
}
