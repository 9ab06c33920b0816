using System.Globalization;
using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Sandbox;

namespace SchemaMigrate.Preflight;

/// <summary>Rehearses in a sandbox that is started for it and gone afterwards.</summary>
public static class SandboxRehearsal
{
    /// <summary>Rehearses on the major version of the real server when it is installed here, else on what there is, and says so.</summary>
    /// <param name="script">What to rehearse.</param>
    /// <param name="options">How to rehearse; roles are created as needed.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="cancellationToken">Stops; nothing is left behind.</param>
    /// <exception cref="MigrationException">No PostgreSQL is installed here, or the schema cannot be built.</exception>
    public static async Task<RehearsalReport> RunAsync(
        RehearsalScript script, RehearsalOptions? options, TimeProvider timeProvider, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(script);
        await using var sandbox = await StartAsync(script.ServerMajor, timeProvider, cancellationToken);
        var target = ConnectionTarget.Parse(await sandbox.CreateDatabaseAsync(null, cancellationToken));
        return await new Rehearsal(target, (options ?? new RehearsalOptions()) with { CreateRoles = true }, timeProvider).RunAsync(script, cancellationToken);
    }

    private static async Task<SandboxServer> StartAsync(int? major, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        try
        {
            return await SandboxServer.StartAsync(new SandboxOptions { Version = major?.ToString(CultureInfo.InvariantCulture) }, timeProvider, cancellationToken);
        }
        catch (MigrationException exception) when (major is not null && exception.Definition == SandboxErrors.SandboxVersionNotFound)
        {
            return await SandboxServer.StartAsync(new SandboxOptions(), timeProvider, cancellationToken);
        }
    }
}
