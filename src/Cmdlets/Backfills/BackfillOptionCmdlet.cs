using System.Management.Automation;
using SchemaMigrate.Backfills;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Cmdlets.Backfills;

/// <summary>The base of the cmdlets that say how a backfill goes about its work; what is not given stays as it is.</summary>
public abstract class BackfillOptionCmdlet : BackfillCmdlet
{
    /// <summary>Rows of a batch, fixed unless -TargetBatchTime is given too. Default: 1,000 at first, then adapted.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public long? BatchSize { get; set; }

    /// <summary>How long a batch should take, for example 0:0:0.05; the number of rows is adapted to it.</summary>
    [Parameter]
    public TimeSpan? TargetBatchTime { get; set; }

    /// <summary>Workers in each process that works on it. Default: the plan chooses one or two.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int? Workers { get; set; }

    /// <summary>Rows a second over all workers; 0 takes the limit away.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e9)]
    public double? MaxRate { get; set; }

    /// <summary>What to do with a row that cannot be changed: Stop, Quarantine or Skip.</summary>
    [Parameter]
    public ErrorPolicy? OnError { get; set; }

    /// <summary>The time of day in which it may work, by this machine's clock: 22:00-06:00.</summary>
    [Parameter]
    public string? Window { get; set; }

    /// <summary>How far any standby may be behind. Default 10 s; 0 takes the limit away.</summary>
    [Parameter]
    public TimeSpan? MaxReplicaLag { get; set; }

    /// <summary>A lag at which the backfill is suspended.</summary>
    [Parameter]
    public TimeSpan? CriticalReplicaLag { get; set; }

    /// <summary>application_names of the standbys that must be connected. Default: those that are when it is started.</summary>
    [Parameter]
    public string[]? Standby { get; set; }

    /// <summary>What to do when one of them is not: Throttle (default), Ignore or Suspend.</summary>
    [Parameter]
    public MissingStandbyPolicy? MissingStandby { get; set; }

    /// <summary>How many other sessions may wait for its locks. Default 3.</summary>
    [Parameter]
    [ValidateRange(0, 100_000)]
    public int? MaxWaiters { get; set; }

    /// <summary>How many other client sessions may be active.</summary>
    [Parameter]
    [ValidateRange(0, 100_000)]
    public int? MaxActiveSessions { get; set; }

    /// <summary>Wait while autovacuum works on the table; against wraparound it is always waited for.</summary>
    [Parameter]
    public SwitchParameter? WaitForAutovacuum { get; set; }

    /// <summary>Bytes of WAL a second that the server may write, by everybody: 50MB.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? MaxWalRate { get; set; }

    /// <summary>A query that is asked before batches: true, a number above 0 or a text waits; a text that begins with "critical" suspends.</summary>
    [Parameter]
    public string? ThrottleQuery { get; set; }

    /// <summary>How long a worker may be silent before another one takes over. Default 30 s.</summary>
    [Parameter]
    public TimeSpan? LeaseTime { get; set; }

    private protected BackfillOptions Apply(BackfillOptions options) => options with
    {
        BatchSize = BatchSize ?? (TargetBatchTime is null ? options.BatchSize : null),
        TargetBatchTime = Positive(TargetBatchTime, nameof(TargetBatchTime)) ?? (BatchSize is null ? options.TargetBatchTime : null),
        Workers = Workers ?? options.Workers,
        MaxRate = MaxRate == 0 ? null : MaxRate ?? options.MaxRate,
        OnError = OnError ?? options.OnError,
        Window = Window is null ? options.Window : Window.Length == 0 ? null : TimeWindow.Parse(Window),
        LeaseTime = Positive(LeaseTime, nameof(LeaseTime)) ?? options.LeaseTime,
        Limits = options.Limits with
        {
            MaxReplicaLag = MaxReplicaLag == TimeSpan.Zero ? null : MaxReplicaLag ?? options.Limits.MaxReplicaLag,
            CriticalReplicaLag = CriticalReplicaLag ?? options.Limits.CriticalReplicaLag,
            Standbys = Standby ?? options.Limits.Standbys,
            MissingStandby = MissingStandby ?? options.Limits.MissingStandby,
            MaxWaiters = MaxWaiters ?? options.Limits.MaxWaiters,
            MaxActiveSessions = MaxActiveSessions ?? options.Limits.MaxActiveSessions,
            WaitForAutovacuum = WaitForAutovacuum?.ToBool() ?? options.Limits.WaitForAutovacuum,
            MaxWalRate = MaxWalRate ?? options.Limits.MaxWalRate,
            ThrottleQuery = ThrottleQuery is null ? options.Limits.ThrottleQuery : ThrottleQuery.Length == 0 ? null : ThrottleQuery,
        },
    };

    private static TimeSpan? Positive(TimeSpan? value, string name) => value is null || value > TimeSpan.Zero
        ? value
        : throw new MigrationException(ShellErrors.ParameterInvalid, $"-{name} must be longer than zero.") { Target = name };
}
