namespace SchemaMigrate.Sandbox;

/// <summary>A running sandbox of this user, possibly started by another process.</summary>
/// <param name="Name">The name to stop it by.</param>
/// <param name="Version">The server's version: <c>15.18</c>.</param>
/// <param name="ConnectionString">How to connect to its database <c>postgres</c>; it may hold a password.</param>
/// <param name="DataDirectory">The server's data directory.</param>
/// <param name="ProcessId">The server's first process.</param>
/// <param name="OwnerProcessId">The process that started it; it may have ended when <paramref name="Keep"/> is set.</param>
/// <param name="Keep">Whether it outlives its owner.</param>
/// <param name="StartedAt">When it was started.</param>
public sealed record RunningSandbox(
    string Name, string Version, string ConnectionString, string DataDirectory, int ProcessId, int OwnerProcessId, bool Keep, DateTimeOffset StartedAt)
{
    /// <summary>Name and version; never the password.</summary>
    public override string ToString() => $"{Name} (PostgreSQL {Version})";
}
