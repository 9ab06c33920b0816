using System.Globalization;

namespace SchemaMigrate.Connections;

/// <summary>A session, or a prepared transaction, that another session waits for.</summary>
public sealed record Blocker
{
    /// <summary>The backend's process id; 0 for a prepared transaction, which has none.</summary>
    public required int Pid { get; init; }

    /// <summary>The backend that waits; 0 when nobody waits yet and the question was who would be in the way.</summary>
    public required int BlockedPid { get; init; }

    /// <summary>1 when it blocks a backend that was asked about, 2 when it blocks such a blocker, up to 4.</summary>
    public int Depth { get; init; } = 1;

    /// <summary>What the waiting backend wants, for example <c>AccessExclusiveLock on public.users</c>.</summary>
    public required string WaitingFor { get; init; }

    /// <summary>The mode in which the blocker holds, or waits ahead for, the lock; null when the server does not show it.</summary>
    public string? LockMode { get; init; }

    /// <summary>False when the blocker does not hold the lock but waits for it ahead in the queue.</summary>
    public bool IsHolding { get; init; } = true;

    /// <summary>The relation the lock is on, <c>schema.name</c>, or null for a lock on something else.</summary>
    public string? Relation { get; init; }

    /// <summary>The role of the blocker.</summary>
    public string? User { get; init; }

    /// <summary>Its application_name.</summary>
    public string? Application { get; init; }

    /// <summary>Its address, or null over a Unix socket.</summary>
    public string? ClientAddress { get; init; }

    /// <summary>What it does: active, idle in transaction, … ; <c>prepared transaction</c>; or an internal backend's type.</summary>
    public string? State { get; init; }

    /// <summary>How long its transaction is open, or null when it has none.</summary>
    public TimeSpan? TransactionAge { get; init; }

    /// <summary>How long it is in this state, or null when unknown.</summary>
    public TimeSpan? StateAge { get; init; }

    /// <summary>Its present or last query, on one line, cut at 500 characters; null when this role may not see it.</summary>
    public string? Query { get; init; }

    /// <summary>The name of the prepared transaction, for COMMIT PREPARED or ROLLBACK PREPARED; null for a session.</summary>
    public string? PreparedTransaction { get; init; }

    /// <summary>One line for people, and for logs: who, doing what since when, holding or wanting what.</summary>
    public override string ToString()
    {
        var who = PreparedTransaction is { } prepared ? $"prepared transaction '{prepared}'" : $"backend {Pid}";
        var role = User is null ? "" : $" of {User}";
        var program = string.IsNullOrEmpty(Application) ? "" : $" ({Application})";
        var state = State is null || PreparedTransaction is not null ? "" : $", {State}";
        var age = TransactionAge is { } open ? string.Create(CultureInfo.InvariantCulture, $", transaction open for {open.TotalSeconds:0.0} s") : "";
        var holds = LockMode is null ? "" : $", {(IsHolding ? "holds" : "waits ahead for")} {LockMode}{(Relation is null ? "" : $" on {Relation}")}";
        var query = Query is null ? "" : $": {LogText.NeutraliseLine(Query, 120)}";
        return $"{who}{role}{program}{state}{age}{holds}{query}";
    }
}
