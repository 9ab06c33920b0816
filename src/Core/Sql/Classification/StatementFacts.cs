namespace SchemaMigrate.Sql;

/// <summary>
/// What can be said of a statement from its text alone, for one major version of the server. Locks on indexes, TOAST tables, partitions
/// and triggers' tables that come with a named relation are not listed; what else stays unsaid is in <see cref="Unnamed"/>.
/// </summary>
public sealed record StatementFacts
{
    /// <summary>The rows of the lock matrix that apply, for example <c>AlterTable.AddColumn</c>.</summary>
    public required IReadOnlyList<string> Forms { get; init; }

    /// <summary>Whether every form is in the lock matrix. When not, everything here is a cautious guess.</summary>
    public required bool Known { get; init; }

    /// <summary>How it gets along with a transaction.</summary>
    public required TransactionNeed Transaction { get; init; }

    /// <summary>Locks on the relations that the statement names and that exist before it, each relation once.</summary>
    public required IReadOnlyList<RelationLock> Locks { get; init; }

    /// <summary>The strongest lock on any relation, named or not.</summary>
    public required LockMode StrongestLock { get; init; }

    /// <summary>In words: relations that are or may be locked without being named, such as the table of a dropped index. Empty when there are none.</summary>
    public required IReadOnlyList<string> Unnamed { get; init; }

    /// <summary>Whether data is lost for good: rows, columns, sequence positions.</summary>
    public bool Destructive => DestructiveReason is not null;

    /// <summary>What is lost; null when nothing is.</summary>
    public required string? DestructiveReason { get; init; }

    /// <summary>Whether a table is rewritten, or may be and only the catalog could rule it out.</summary>
    public required bool Rewrites { get; init; }

    /// <summary>Whether a table is read in full while locked (validation, index build), or may be.</summary>
    public required bool Scans { get; init; }

    /// <summary>Whether it only reads; functions that it calls may still write.</summary>
    public required bool ReadsOnly { get; init; }
}
