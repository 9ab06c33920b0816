using System.Text.Json;

namespace SchemaMigrate.Backfills;

/// <summary>How a backfill goes about its work. It may be changed while it runs; workers see the change within about a second.</summary>
public sealed record BackfillOptions
{
    /// <summary>Rows of a batch. Null starts at 1,000 and adapts.</summary>
    public long? BatchSize { get; init; }

    /// <summary>
    /// How long a batch should take; the number of rows is adapted to it. Null means the default (<see cref="DefaultTargetBatchTime"/>) when no
    /// <see cref="BatchSize"/> is given, and otherwise that the size stays.
    /// </summary>
    public TimeSpan? TargetBatchTime { get; init; }

    /// <summary>Workers in each process that runs the backfill, at least 1. Null lets the plan choose (<see cref="BackfillPlan.Workers"/>) when it is started.</summary>
    public int? Workers { get; init; }

    /// <summary>Rows a second over all workers; null is without limit.</summary>
    public double? MaxRate { get; init; }

    /// <summary>What to do with a row that cannot be changed.</summary>
    public ErrorPolicy OnError { get; init; }

    /// <summary>The time of day in which it may work, by the clock of the machine that runs it; null is always.</summary>
    public TimeWindow? Window { get; init; }

    /// <summary>What it must not do to the server.</summary>
    public BackfillLimits Limits { get; init; } = new();

    /// <summary>How long a batch may wait for one lock. Default 2 s.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a batch may take before it is cancelled and halved. Default 60 s.</summary>
    public TimeSpan BatchTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long one batch may be retried after lock timeouts, deadlocks and lost connections. Default 10 min.</summary>
    public TimeSpan RetryBudget { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a worker may be silent before another one takes its range over. Default 30 s.</summary>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often all ranges may be walked to catch rows that came or moved behind the walk. Default 10.</summary>
    public int MaxPasses { get; init; } = 10;

    /// <summary>Role to act as (SET ROLE); null is the login role.</summary>
    public string? Role { get; init; }

    /// <summary>search_path of the workers, names as the catalog stores them; null is the login role's own.</summary>
    public IReadOnlyList<string>? SearchPath { get; init; }

    /// <summary>SET statements that hold for every session of the workers: those at the top of the revision whose step it is. Its limits of time are not changed by them.</summary>
    public IReadOnlyList<string>? Settings { get; init; }

    /// <summary>The batch time that is aimed at when nothing is said: 20 ms, so that whoever waits for a row of a batch hardly notices; longer batches gain little (bench/README.md).</summary>
    public static TimeSpan DefaultTargetBatchTime { get; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The options as JSON, as the journal keeps them.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, BackfillJson.Options);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The JSON.</param>
    public static BackfillOptions FromJson(string json) => JsonSerializer.Deserialize<BackfillOptions>(json, BackfillJson.Options)!;
}
