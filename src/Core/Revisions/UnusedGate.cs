using SchemaMigrate.Sql;

namespace SchemaMigrate.Revisions;

/// <summary>Open when nothing uses a column any more.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
public sealed record UnusedGate(QualifiedName Table, Identifier Column) : Gate
{
    /// <inheritdoc/>
    public override string ToString()
    {
        var table = Table.Schema is { } schema ? $"{Spell(schema)}.{Spell(Table.Name)}" : Spell(Table.Name);
        return $"unused({table}.{Spell(Column)})";
    }

    // Headers are read by people: quotes only where the name would not survive PostgreSQL's folding to lower case.
    private static string Spell(Identifier identifier) =>
        identifier.Name is [>= 'a' and <= 'z' or '_', ..] && identifier.Name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_')
            ? identifier.Name
            : identifier.ToString();
}
