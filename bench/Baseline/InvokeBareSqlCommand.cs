using System.Management.Automation;
using Npgsql;

namespace SchemaMigrate.Bench;

/// <summary>Runs one statement, for the benches' own needs.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "BareSql")]
public sealed class InvokeBareSqlCommand : PSCmdlet
{
    /// <summary>The database.</summary>
    [Parameter(Mandatory = true)]
    public string ConnectionString { get; set; } = "";

    /// <summary>The statement.</summary>
    [Parameter(Mandatory = true)]
    public string Sql { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(Sql, connection) { CommandTimeout = 0 };
        WriteObject(command.ExecuteScalar());
    }
}
