namespace SchemaMigrate.Backfills;

/// <summary>What a backfill proved when it was completed. It is kept; gates read it.</summary>
public sealed record BackfillReceipt
{
    /// <summary>The backfill.</summary>
    public required string Name { get; init; }

    /// <summary>The table.</summary>
    public required string Table { get; init; }

    /// <summary>Hash of what it did; see <see cref="BackfillDefinition.Hash"/>.</summary>
    public required string DefinitionHash { get; init; }

    /// <summary>The revision whose step it was.</summary>
    public string? Revision { get; init; }

    /// <summary>What was proven.</summary>
    public required BackfillProof Proof { get; init; }

    /// <summary>Rows changed.</summary>
    public required long Rows { get; init; }

    /// <summary>Committed batches.</summary>
    public required long Batches { get; init; }

    /// <summary>Walks over all ranges.</summary>
    public required int Passes { get; init; }

    /// <summary>Rows set aside.</summary>
    public required long Quarantined { get; init; }

    /// <summary>Rows passed over.</summary>
    public required long Skipped { get; init; }

    /// <summary>Rows that still match the predicate: those set aside or passed over.</summary>
    public required long Remaining { get; init; }

    /// <summary>Ranges of partitions that were detached during the run; their rows may not have been changed.</summary>
    public required long DetachedRanges { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was proven, by the clock of the server.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>Time from start to proof, pauses included.</summary>
    public TimeSpan Duration => FinishedAt - StartedAt;

    /// <summary>Bytes of WAL that the server wrote, by whomever, while at least one worker was alive.</summary>
    public long? WalBytes { get; init; }

    /// <summary>The worst lag of a standby that a worker saw.</summary>
    public TimeSpan? WorstLag { get; init; }

    /// <summary>The role that finished it.</summary>
    public required string Role { get; init; }

    /// <summary>The machine that finished it.</summary>
    public required string Host { get; init; }

    /// <summary>Whether every row was done: nothing remains, nothing was passed over, no partition left in the middle.</summary>
    public bool IsWhole => Remaining == 0 && Quarantined == 0 && Skipped == 0 && DetachedRanges == 0;
}
