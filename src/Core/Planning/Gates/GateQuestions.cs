using SchemaMigrate.Revisions;

namespace SchemaMigrate.Planning;

/// <summary>What must be read from the database before gates can be judged.</summary>
/// <param name="Revisions">The pending revisions with gates.</param>
public sealed record GateQuestions(IReadOnlyList<GatedRevision> Revisions)
{
    /// <summary>Nothing to read.</summary>
    public static GateQuestions None { get; } = new([]);

    /// <summary>Whether nothing needs to be read.</summary>
    public bool IsEmpty => Revisions.Count == 0;

    /// <summary>The revisions that wait for an approval.</summary>
    public IReadOnlyList<string> Approvals => [.. Revisions.Where(revision => revision.Gates.OfType<ApprovalGate>().Any()).Select(revision => revision.Id)];

    /// <summary>The names of the backfills.</summary>
    public IReadOnlyList<string> Backfills => [.. All<BackfillGate>().Select(gate => gate.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>The revisions on which a backfill stands: when one of them is undone, its receipt is worth nothing.</summary>
    public IReadOnlyList<string> BelowBackfills =>
        [.. Revisions.Where(revision => revision.Gates.OfType<BackfillGate>().Any()).SelectMany(revision => revision.Ancestors).Distinct(StringComparer.Ordinal)];

    /// <summary>The columns that must be unused.</summary>
    public IReadOnlyList<UnusedGate> Columns => [.. All<UnusedGate>().Distinct()];

    private IEnumerable<T> All<T>()
        where T : Gate => Revisions.SelectMany(revision => revision.Gates.OfType<T>());
}
