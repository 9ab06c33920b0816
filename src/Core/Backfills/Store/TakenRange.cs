namespace SchemaMigrate.Backfills;

/// <summary>A range as the worker holds it that has taken it.</summary>
internal sealed record TakenRange
{
    internal required int Ordinal { get; init; }

    internal required bool IsFinish { get; init; }

    internal required int Pass { get; init; }

    internal required long Relation { get; init; }

    internal required string RelationName { get; init; }

    internal required WalkKey? Key { get; init; }

    internal required KeyRange Bounds { get; init; }

    /// <summary>The last key that is done; null when nothing is.</summary>
    internal required IReadOnlyList<string>? Cursor { get; init; }

    /// <summary>The fence: raised by whoever takes the range over.</summary>
    internal required long Token { get; init; }

    /// <summary>Checkpoints so far.</summary>
    internal required long Batches { get; init; }

    /// <summary>The worker that had the range and fell silent; null when the range was free.</summary>
    internal Guid? Former { get; init; }

    /// <summary>What is still to be done.</summary>
    internal KeyRange Rest => new(Cursor ?? Bounds.Lower, Bounds.Upper);
}
