namespace SchemaMigrate.Backfills;

/// <summary>What a backfill would do. Numbers of rows, time and WAL are estimates from statistics; nothing was read from the table.</summary>
public sealed record BackfillPlan
{
    /// <summary>The backfill.</summary>
    public required string Name { get; init; }

    /// <summary>The table, quoted and with its schema.</summary>
    public required string Table { get; init; }

    /// <summary>The columns that rows are walked by; <c>(ctid)</c> for physical positions.</summary>
    public required string Key { get; init; }

    /// <summary>The index of the key; null for physical positions.</summary>
    public string? KeyIndex { get; init; }

    /// <summary>Tables that hold the rows: 1, or the number of leaf partitions.</summary>
    public required int Tables { get; init; }

    /// <summary>Ranges that the work is cut into.</summary>
    public required int Ranges { get; init; }

    /// <summary>Rows of the table, whether they match the predicate or not.</summary>
    public required long EstimatedRows { get; init; }

    /// <summary>Size of the table without its indexes, in bytes.</summary>
    public required long TableBytes { get; init; }

    /// <summary>Size of its indexes, in bytes.</summary>
    public required long IndexBytes { get; init; }

    /// <summary>
    /// Workers of each process: as many as asked for; else two on a table of 200,000 rows or more where nothing but the batches' own rows can be in the way of one another
    /// (no trigger fires, no query or function of the database's own is asked), and otherwise one.
    /// </summary>
    public required int Workers { get; init; }

    /// <summary>How long it would take when every row matches and nothing is in the way, at 60,000 rows a second and worker.</summary>
    public required TimeSpan EstimatedDuration { get; init; }

    /// <summary>Bytes of WAL when every row matches.</summary>
    public required long EstimatedWalBytes { get; init; }

    /// <summary>Whether new versions can stay in the page of the old ones (HOT), which spares the indexes: no column that is set is in an index.</summary>
    public required bool CanBeHot { get; init; }

    /// <summary>Whether doing a row twice gives the same as doing it once, so that passes may be repeated for rows that come during the run.</summary>
    public required bool Converges { get; init; }

    /// <summary>Triggers that will fire.</summary>
    public required IReadOnlyList<string> Triggers { get; init => field = value.ToArray(); }

    /// <summary>Columns that updates name without changing them, to spare the work of index cleanup between batches.</summary>
    public required IReadOnlyList<string> NamedColumns { get; init => field = value.ToArray(); }

    /// <summary>Standbys whose lag is watched.</summary>
    public required IReadOnlyList<string> Standbys { get; init => field = value.ToArray(); }

    /// <summary>What the author should know before the start.</summary>
    public required IReadOnlyList<string> Warnings { get; init => field = value.ToArray(); }

    /// <summary>The statement of a batch in the middle, for people; null when the table has no row.</summary>
    public string? BatchSql { get; init; }
}
