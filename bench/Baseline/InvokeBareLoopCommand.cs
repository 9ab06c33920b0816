using System.Diagnostics;
using System.Management.Automation;
using Npgsql;

namespace SchemaMigrate.Bench;

/// <summary>
/// The baseline: what anybody would write with Npgsql. One connection; for each file a transaction with the script in one round trip, the
/// history row in another, and a commit. No checks, no locks, no checksums. Gives seconds.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "BareLoop")]
public sealed class InvokeBareLoopCommand : PSCmdlet
{
    /// <summary>The database.</summary>
    [Parameter(Mandatory = true)]
    public string ConnectionString { get; set; } = "";

    /// <summary>The folder with the files.</summary>
    [Parameter(Mandatory = true)]
    public string Folder { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(RunAsync().GetAwaiter().GetResult());

    private async Task<double> RunAsync()
    {
        var watch = Stopwatch.StartNew();
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using (var create = new NpgsqlCommand("CREATE TABLE IF NOT EXISTS history (id text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())", connection))
        {
            await create.ExecuteNonQueryAsync();
        }

        foreach (var file in Directory.GetFiles(Folder, "*.sql").Order(StringComparer.Ordinal))
        {
            var text = await File.ReadAllTextAsync(file);
            var script = text[text.IndexOf("-- upgrade", StringComparison.Ordinal)..text.IndexOf("-- downgrade", StringComparison.Ordinal)];
            await using var transaction = await connection.BeginTransactionAsync();
            await using (var command = new NpgsqlCommand(script, connection, transaction))
            {
                await command.ExecuteNonQueryAsync();
            }

            await using (var history = new NpgsqlCommand("INSERT INTO history (id) VALUES ($1)", connection, transaction))
            {
                history.Parameters.Add(new NpgsqlParameter { Value = Path.GetFileName(file) });
                await history.ExecuteNonQueryAsync();
            }

            await transaction.CommitAsync();
        }

        return watch.Elapsed.TotalSeconds;
    }
}
