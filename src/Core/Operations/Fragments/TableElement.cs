using SchemaMigrate.Errors;

namespace SchemaMigrate.Operations;

/// <summary>
/// One element of CREATE TABLE as SQL writes it: a column (<c>id bigint GENERATED ALWAYS AS IDENTITY</c>), a constraint
/// (<c>UNIQUE (email)</c>) or a LIKE clause.
/// </summary>
public sealed record TableElement : SqlFragment
{
    /// <summary>Takes an element.</summary>
    /// <param name="sql">The element.</param>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.InvalidSqlFragment"/>.</exception>
    public TableElement(string sql)
        : base(FragmentSyntax.TableElement(sql))
    {
    }
}
