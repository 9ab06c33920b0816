using SchemaMigrate.Errors;

namespace SchemaMigrate.Execution;

/// <summary>Another runner works on the same journal and did not finish in time.</summary>
public sealed class RunLockTimeoutException : MigrationException
{
    internal RunLockTimeoutException(TimeSpan waited, RunLockHolder? holder)
        : base(
            ExecutionErrors.RunLockTimeout,
            $"Another runner works on this journal and did not finish within {waited.TotalSeconds:0.#} s: {holder?.ToString() ?? "it just ended"}.")
    {
        Waited = waited;
        Holder = holder;
        Target = holder;
    }

    /// <summary>How long the lock was waited for.</summary>
    public TimeSpan Waited { get; }

    /// <summary>The runner that holds the lock; null when it ended at the last moment.</summary>
    public RunLockHolder? Holder { get; }
}
