namespace SchemaMigrate.Preflight;

/// <summary>How checks against a live database behave.</summary>
public sealed record LiveOptions
{
    /// <summary>lock_timeout of everything that is read. The checks take no lock stronger than ACCESS SHARE, and give up rather than queue. Default 1 s.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>statement_timeout of one question to the data. Default 5 s.</summary>
    public TimeSpan QueryTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long all questions to the data may take together; those that are left are not asked, and their findings say so. Default 2 minutes.</summary>
    public TimeSpan DataBudget { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether rows are looked at; otherwise only the catalog and the activity are. Default true.</summary>
    public bool ExamineData { get; init; } = true;

    /// <summary>Of tables with more bytes of rows a sample is read at once; of smaller ones only when reading all takes longer than <see cref="QueryTimeout"/>. Default 2 GB.</summary>
    public long SampleAboveBytes { get; init; } = 2L << 30;

    /// <summary>How much of a table a sample reads. Default 128 MB.</summary>
    public long SampleBytes { get; init; } = 128L << 20;

    /// <summary>How many keys of offending rows are given. Default 5.</summary>
    public int SampleKeys { get; init; } = 5;

    /// <summary>A lock that is held for less is no hazard. Default 100 ms.</summary>
    public TimeSpan HarmlessHold { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>A lock that is held for less is a warning and not a danger. Default 1 s.</summary>
    public TimeSpan ShortHold { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A transaction that is open for longer is told, because what it holds will not be free soon. Default 1 minute.</summary>
    public TimeSpan LongTransaction { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A replica that is further behind than this is told. Default 64 MB.</summary>
    public long ReplicaBytesBehind { get; init; } = 64L << 20;
}
