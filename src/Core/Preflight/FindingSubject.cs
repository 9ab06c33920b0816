using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>What a finding is about, for checks that ask the catalog or the data of it. Everything may be absent.</summary>
/// <param name="Table">The table, as the statement names it.</param>
/// <param name="Column">A column of the table.</param>
/// <param name="Object">Another object: the index, constraint, type or trigger that the statement speaks of.</param>
public sealed record FindingSubject(QualifiedName? Table, string? Column, QualifiedName? Object)
{
    /// <summary>A subject of which nothing is known.</summary>
    public static FindingSubject None { get; } = new(null, null, null);
}
