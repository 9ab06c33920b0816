namespace SchemaMigrate.Backfills;

/// <summary>What an error of a batch calls for.</summary>
internal enum BatchFailure
{
    /// <summary>Somebody was in the way: the same again after a rest.</summary>
    Conflict,

    /// <summary>It took too long: half of it.</summary>
    TooSlow,

    /// <summary>The connection is gone.</summary>
    Disconnected,

    /// <summary>Another worker has the range.</summary>
    Fenced,

    /// <summary>The key changes.</summary>
    KeyMoved,

    /// <summary>The partition is gone.</summary>
    PartitionLeft,

    /// <summary>The table is not what it was.</summary>
    TargetChanged,

    /// <summary>A row is bad.</summary>
    BadRow,

    /// <summary>Nothing can be done about it here.</summary>
    Fatal,
}
