using SchemaMigrate.Errors;

namespace SchemaMigrate.Operations;

/// <summary>A data type as SQL writes it: <c>bigint</c>, <c>varchar(20)</c>, <c>app."Mood"[]</c>.</summary>
public sealed record TypeFragment : SqlFragment
{
    /// <summary>Takes a type.</summary>
    /// <param name="sql">The type, alone: no NOT NULL, DEFAULT or COLLATE after it.</param>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.InvalidSqlFragment"/>.</exception>
    public TypeFragment(string sql)
        : base(FragmentSyntax.Type(sql))
    {
    }
}
