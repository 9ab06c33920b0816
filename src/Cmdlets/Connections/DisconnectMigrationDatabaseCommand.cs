using System.Management.Automation;
using SchemaMigrate.Cmdlets.Pipeline;

namespace SchemaMigrate.Cmdlets;

/// <summary>Forgets the database of this session, and its password. There is no open connection to close.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "MigrationDatabase")]
[OutputType(typeof(void))]
public sealed class DisconnectMigrationDatabaseCommand : MigrationCmdlet
{
    /// <inheritdoc/>
    protected override void Process()
    {
        WriteVerbose(CurrentConnection.Value is { } connection ? $"Forgot {connection}." : "No database was set in this session.");
        CurrentConnection.Value = null;
    }
}
