using SchemaMigrate.Connections;
using SchemaMigrate.Execution.Journal;
using SchemaMigrate.Planning;

namespace SchemaMigrate.Execution;

/// <summary>A change of the journal that runs nothing of a revision: stamps and repairs.</summary>
public sealed record JournalChange
{
    /// <summary>No change.</summary>
    public static JournalChange None { get; } = new();

    /// <summary>Revisions to record as applied.</summary>
    public IReadOnlyList<PlannedRevision> Stamp { get; init; } = [];

    /// <summary>Revisions to remove from the journal.</summary>
    public IReadOnlyList<AppliedRevision> Remove { get; init; } = [];

    /// <summary>Applied revisions whose text and checksums become those of their files.</summary>
    public IReadOnlyList<PlannedRevision> Accept { get; init; } = [];

    /// <summary>Steps in doubt that are declared done (true) or not done (false).</summary>
    public IReadOnlyList<StepVerdict> Verdicts { get; init; } = [];

    /// <summary>Why, for the audit log; null when nothing was said.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether this is a repair of the journal rather than a stamp.</summary>
    public bool IsRepair { get; init; }

    /// <summary>True when nothing is to be changed.</summary>
    public bool IsEmpty => Stamp.Count + Remove.Count + Accept.Count + Verdicts.Count == 0;

    internal IEnumerable<BatchItem> Items(JournalWriter writer)
    {
        var detail = Reason is null ? null : System.Text.Json.JsonSerializer.Serialize(new { reason = Reason });
        return
        [
            .. Remove.SelectMany(revision => writer.Unstamp(revision, IsRepair ? EventKind.Repair : EventKind.Unstamp, detail)),
            .. Stamp.SelectMany(revision => writer.Stamp(revision)),
            .. Accept.SelectMany(revision => writer.Accept(revision, detail)),
            .. Verdicts.SelectMany(verdict => writer.Settle(verdict, detail)),
        ];
    }
}
