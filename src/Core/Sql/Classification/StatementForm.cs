namespace SchemaMigrate.Sql;

/// <summary>One row of the lock matrix that a statement is a case of, with the relations in the roles that the row speaks of.</summary>
/// <param name="Key">The row.</param>
/// <param name="Relations">Relations by role, for example <c>table</c> and <c>references</c>.</param>
internal sealed record StatementForm(string Key, IReadOnlyList<(string Role, QualifiedName Relation)> Relations)
{
    public StatementForm(string key)
        : this(key, [])
    {
    }

    public StatementForm(string key, string role, QualifiedName relation)
        : this(key, [(role, relation)])
    {
    }
}
