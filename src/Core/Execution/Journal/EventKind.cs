namespace SchemaMigrate.Execution.Journal;

/// <summary>What an event of the journal tells.</summary>
public enum EventKind
{
    /// <summary>A revision was applied.</summary>
    Upgrade,

    /// <summary>A revision was undone.</summary>
    Downgrade,

    /// <summary>A revision was recorded as applied without running it.</summary>
    Stamp,

    /// <summary>A recorded revision was removed from the journal without undoing it.</summary>
    Unstamp,

    /// <summary>A step failed.</summary>
    Fail,

    /// <summary>The journal was brought in line with the files, or an unfinished revision was settled.</summary>
    Repair,

    /// <summary>A gate was approved or read.</summary>
    Gate,

    /// <summary>A backfill was started, finished or controlled.</summary>
    Backfill,
}
