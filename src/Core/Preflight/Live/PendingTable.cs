using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>What statements that were not run yet do to a table.</summary>
internal sealed class PendingTable
{
    public bool Created { get; set; }

    public bool Dropped { get; set; }

    /// <summary>The last statement that changes rows; null when none does.</summary>
    public ExaminedStatement? WrittenBy { get; set; }

    /// <summary>Columns that are added, dropped, renamed or given another type.</summary>
    public HashSet<string> Columns { get; } = new(StringComparer.Ordinal);

    /// <summary>Columns that do not exist in the database yet.</summary>
    public HashSet<string> NewColumns { get; } = new(StringComparer.Ordinal);

    /// <summary>Constraints that are added: the node and its statement.</summary>
    public Dictionary<string, (SqlNode Node, ExaminedStatement By)> Constraints { get; } = new(StringComparer.Ordinal);

    /// <summary>Constraints and indexes that are dropped.</summary>
    public HashSet<string> DroppedNames { get; } = new(StringComparer.Ordinal);

    /// <summary>Key columns of indexes that are built; null for an expression.</summary>
    public List<IReadOnlyList<string?>> Indexes { get; } = [];
}
