namespace SchemaMigrate.Sql;

/// <summary>What the lock matrix says of one statement form on one major version.</summary>
internal sealed record LockMatrixRow
{
    /// <summary>The form's name as a list of one, for the many statements that are a case of one form.</summary>
    public required IReadOnlyList<string> Alone { get; init; }

    public IReadOnlyDictionary<string, LockMode> Locks { get; init; } = new Dictionary<string, LockMode>();

    public TransactionNeed Transaction { get; init; }

    public string? Destructive { get; init; }

    public bool Rewrites { get; init; }

    public bool Scans { get; init; }

    public bool ReadsOnly { get; init; }

    /// <summary>In words, what is locked without being named.</summary>
    public string? Unnamed { get; init; }

    /// <summary>The strongest lock on what is not named.</summary>
    public LockMode UnnamedMode { get; init; }
}
