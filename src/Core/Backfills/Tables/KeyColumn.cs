using SchemaMigrate.Sql;

namespace SchemaMigrate.Backfills;

/// <summary>A column of the key that a backfill walks by.</summary>
/// <param name="Name">The column, as the catalog stores it.</param>
/// <param name="Type">Its type, quoted and with its schema: what a value in text form is cast to.</param>
/// <param name="Collation">The collation of the index, quoted and with its schema; null when the type has none. Pinned, so that the order
/// stays that of the index whatever becomes of the column.</param>
public sealed record KeyColumn(string Name, string Type, string? Collation)
{
    /// <summary>The column as it stands in comparisons and in ORDER BY.</summary>
    internal string Ordered => Collation is null ? Quoted : $"{Quoted} COLLATE {Collation}";

    internal string Quoted => new Identifier(Name).ToString();
}
