namespace SchemaMigrate.Execution;

/// <summary>Who runs this process, for the journal and for those who wait for us.</summary>
/// <param name="OsUser">User of the operating system.</param>
/// <param name="Host">Name of this machine.</param>
/// <param name="ProcessId">Id of this process.</param>
/// <param name="ToolVersion">Version of this product.</param>
public sealed record ClientIdentity(string OsUser, string Host, int ProcessId, string ToolVersion)
{
    /// <summary>The identity of this process.</summary>
    public static ClientIdentity Current { get; } = new(
        Environment.UserName, Environment.MachineName, Environment.ProcessId,
        typeof(ClientIdentity).Assembly.GetName().Version?.ToString(3) ?? "0.0.0");

    /// <summary>An application name that tells others who we are; PostgreSQL keeps 63 bytes of it.</summary>
    /// <param name="activity">What is being done: upgrade, downgrade.</param>
    public string ApplicationName(string activity)
    {
        var name = $"SchemaMigrate {activity} {OsUser}@{Host} pid {ProcessId}";
        return name.Length <= 63 ? name : name[..63];
    }
}
