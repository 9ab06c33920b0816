using SchemaMigrate.Errors;

namespace SchemaMigrate.Sandbox;

/// <summary>The server of a sandbox, or the making of its data directory, failed.</summary>
public sealed class SandboxStartException : MigrationException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What failed.</param>
    /// <param name="serverLog">The end of the server's log; its last lines become part of the message.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    public SandboxStartException(string message, string serverLog, Exception? innerException = null)
        : base(SandboxErrors.SandboxStartFailed, serverLog.Length == 0 ? message : $"{message} The server said:{Environment.NewLine}{serverLog}", innerException) =>
        ServerLog = serverLog;

    /// <summary>The end of the server's log, at most 20 lines; empty when there was none.</summary>
    public string ServerLog { get; }
}
