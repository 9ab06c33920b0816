using System.Management.Automation;
using SchemaMigrate.Cmdlets.Input;
using SchemaMigrate.Cmdlets.Pipeline;
using SchemaMigrate.Sandbox;

namespace SchemaMigrate.Cmdlets;

/// <summary>Starts a throwaway PostgreSQL server. It is gone when it is stopped or when this process ends, however that ends.</summary>
[Cmdlet(VerbsLifecycle.Start, "MigrationSandbox")]
[OutputType(typeof(SandboxInfo))]
public sealed class StartMigrationSandboxCommand : AsyncCmdlet
{
    /// <summary>Major version, or major and minor version, for example 15 or 18.4. Default: the first that is found.</summary>
    [Parameter(Position = 0)]
    public string? Version { get; set; }

    /// <summary>The folder with the server's programs (initdb, postgres). Default: searched for.</summary>
    [Parameter]
    public string? BinPath { get; set; }

    /// <summary>Let it outlive this process; Stop-MigrationSandbox ends it, in any session.</summary>
    [Parameter]
    public SwitchParameter Keep { get; set; }

    /// <summary>Write to disk as a real server does, so that data survives a crash.</summary>
    [Parameter]
    public SwitchParameter Durable { get; set; }

    /// <summary>Listen on loopback instead of a private socket, for programs that know no sockets.</summary>
    [Parameter]
    public SwitchParameter Tcp { get; set; }

    /// <summary>Settings of the server, for example @{ wal_level = 'logical' }.</summary>
    [Parameter]
    public System.Collections.Hashtable Setting { get; set; } = [];

    /// <summary>Make it the connection of this session, as Connect-MigrationDatabase does.</summary>
    [Parameter]
    public SwitchParameter Connect { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        var options = new SandboxOptions
        {
            Version = Version,
            BinDirectory = BinPath is null ? null : await OnPipelineAsync(() => SessionPaths.ExistingLiteral(this, BinPath)),
            Keep = Keep,
            Durable = Durable,
            Tcp = Tcp,
            Settings = Setting.Cast<System.Collections.DictionaryEntry>().ToDictionary(
                entry => LanguagePrimitives.ConvertTo<string>(entry.Key), entry => LanguagePrimitives.ConvertTo<string>(entry.Value)),
        };
        var server = await SandboxServer.StartAsync(options, TimeProvider.System, cancellationToken);
        WriteVerbose($"{server} runs as process {server.ProcessId}, from {server.BinariesFrom}.");
        var sandbox = new SandboxInfo(server);
        StartedSandboxes.Add(server);
        if (Connect)
        {
            await OnPipelineAsync(() => CurrentConnection.Value = new MigrationConnection(sandbox.Target, server.Name, server.Version));
        }

        WriteObject(sandbox);
    }
}
