namespace SchemaMigrate.Backfills;

/// <summary>Who works, for the journal and for those who look at the server.</summary>
/// <param name="OsUser">User of the operating system.</param>
/// <param name="Host">Name of this machine.</param>
/// <param name="ProcessId">Id of this process.</param>
/// <param name="ToolVersion">Version of this product.</param>
public sealed record BackfillIdentity(string OsUser, string Host, int ProcessId, string ToolVersion)
{
    /// <summary>The identity of this process.</summary>
    public static BackfillIdentity Current { get; } = new(
        Environment.UserName, Environment.MachineName, Environment.ProcessId,
        typeof(BackfillIdentity).Assembly.GetName().Version?.ToString(3) ?? "0.0.0");
}
