using SchemaMigrate.Connections;

namespace SchemaMigrate.Backfills;

/// <summary>Settings under which keys travel as text: their form must not depend on the settings of a role.</summary>
internal static class SessionPins
{
    internal static IReadOnlyList<BatchItem> Texts { get; } =
    [
        new BatchItem("SELECT pg_catalog.set_config('datestyle', 'ISO, ' || pg_catalog.split_part(pg_catalog.current_setting('datestyle'), ', ', 2), false)"),
        new BatchItem("SET intervalstyle = postgres"),
        new BatchItem("SET extra_float_digits = 1"),
        new BatchItem("SET bytea_output = hex"),
    ];

    /// <summary>
    /// Nobody waits for a batch to reach the disk: it and its checkpoint reach it together or not at all, and what a crash of the server takes back is done again. What
    /// ends a backfill is waited for, and everything before it then lies on the disk too.
    /// </summary>
    internal static BatchItem Unwaited { get; } = new("SET synchronous_commit = off");

    /// <summary>What undoes <see cref="Unwaited"/>: as the role or the database has it.</summary>
    internal static BatchItem Waited { get; } = new("RESET synchronous_commit");

    /// <summary>
    /// A batch must meet its rows through the index of the key and in its order, whatever the statistics say. For a definition with a query of
    /// its own the planner is left alone.
    /// </summary>
    internal static IReadOnlyList<BatchItem> KeyOrder { get; } = [new BatchItem("SET enable_seqscan = off"), new BatchItem("SET enable_bitmapscan = off")];
}
