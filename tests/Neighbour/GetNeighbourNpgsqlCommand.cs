using System.Management.Automation;
using Npgsql;

namespace SchemaMigrate.Neighbour;

/// <summary>Uses Npgsql and tells which version answered.</summary>
[Cmdlet(VerbsCommon.Get, "NeighbourNpgsql")]
[OutputType(typeof(Version))]
public sealed class GetNeighbourNpgsqlCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        using var source = NpgsqlDataSource.Create("Host=localhost");
        WriteObject(source.GetType().Assembly.GetName().Version);
    }
}
