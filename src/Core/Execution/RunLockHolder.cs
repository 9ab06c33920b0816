namespace SchemaMigrate.Execution;

/// <summary>The runner that works on the same journal right now.</summary>
/// <param name="Pid">Its backend on the server.</param>
/// <param name="Role">Its role; null when the server does not tell us.</param>
/// <param name="Application">Its application name: operation, operating system user, host and process.</param>
/// <param name="ClientAddress">The address that it connected from; null for a local socket or when the server does not tell us.</param>
/// <param name="Since">When it connected; null when the server does not tell us.</param>
public sealed record RunLockHolder(int Pid, string? Role, string Application, string? ClientAddress, DateTimeOffset? Since)
{
    /// <summary>One line for people.</summary>
    public override string ToString() =>
        $"backend {Pid}, role {Role ?? "(hidden)"}, {Application}" +
        (ClientAddress is null ? "" : $", from {ClientAddress}") +
        (Since is null ? "" : $", connected since {Since.Value.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
}
