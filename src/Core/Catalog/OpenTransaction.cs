namespace SchemaMigrate.Catalog;

/// <summary>A transaction that is open in some session, or prepared.</summary>
public sealed record OpenTransaction
{
    /// <summary>The backend's process id; 0 for a prepared transaction.</summary>
    public int Pid { get; init; }

    /// <summary>Its database.</summary>
    public string? Database { get; init; }

    /// <summary>Whether that is the database that was asked.</summary>
    public bool Here { get; init; }

    /// <summary>Its role.</summary>
    public string? User { get; init; }

    /// <summary>Its application_name.</summary>
    public string? Application { get; init; }

    /// <summary>active, idle in transaction, prepared transaction…</summary>
    public required string State { get; init; }

    /// <summary>How long it is open.</summary>
    public long TransactionMilliseconds { get; init; }

    /// <summary>How long it is in this state; null when unknown.</summary>
    public long? StateMilliseconds { get; init; }

    /// <summary>Whether it keeps an old view of the rows, which concurrent index builds wait for and vacuum cannot clean behind.</summary>
    public bool HoldsSnapshot { get; init; }

    /// <summary>Its present or last query as the server shows it; null when there is none.</summary>
    public string? Query { get; init; }

    /// <summary>The name of a prepared transaction; null for a session.</summary>
    public string? PreparedTransaction { get; init; }

    /// <summary>How long it is open.</summary>
    public TimeSpan Age => TimeSpan.FromMilliseconds(TransactionMilliseconds);

    /// <summary>What it is, in a phrase: <c>backend 4711 (app, idle in transaction for 00:12:03)</c>.</summary>
    public string Describe() => PreparedTransaction is { } name
        ? $"the prepared transaction '{name}', open for {Quantity.Time(Age)}"
        : $"backend {Pid} ({(string.IsNullOrEmpty(Application) ? User : Application)}, {State}, transaction open for {Quantity.Time(Age)})";
}
