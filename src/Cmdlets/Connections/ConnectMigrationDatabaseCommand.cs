using System.Management.Automation;
using SchemaMigrate.Connections;
using SchemaMigrate.Execution;

namespace SchemaMigrate.Cmdlets;

/// <summary>
/// Sets the database that the other cmdlets of this session work on. It connects once, to check name, login and server, and closes again:
/// the result holds no open connection.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "MigrationDatabase", DefaultParameterSetName = "Connection")]
[OutputType(typeof(MigrationConnection))]
public sealed class ConnectMigrationDatabaseCommand : ConnectionCmdlet
{
    /// <summary>
    /// A connection string, a postgresql:// URI, or libpq key=value pairs. A password in it ends up in transcripts and in the history:
    /// rather use -Credential, a password file or a target of schemamigrate.json.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "ConnectionString")]
    [ValidateNotNullOrEmpty]
    public string? ConnectionString { get; set; }

    /// <summary>Name of a target in schemamigrate.json.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Target")]
    [ArgumentCompleter(typeof(TargetNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Target { get; set; }

    /// <summary>User and password; they replace those of the connection.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        Connection = ConnectionString ?? Target ?? Connection;
        var target = await TryTargetAsync(cancellationToken) ?? ConnectionTarget.FromEnvironment();
        if (Credential is { } credential)
        {
            var login = credential.GetNetworkCredential();
            target = target.WithCredential(credential.UserName, login.Password);
        }

        await using var session = await DatabaseSession.OpenAsync(target, ClientIdentity.Current.ApplicationName("connect"), cancellationToken);
        var connection = new MigrationConnection(target, Target, session.Server.Version);
        await OnPipelineAsync(() => CurrentConnection.Value = connection);
        WriteVerbose($"Connected to {target.Display}, PostgreSQL {session.Server.Version}.");
        WriteObject(connection);
    }
}
