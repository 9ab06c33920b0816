using System.Management.Automation;
using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Execution;
using SchemaMigrate.Projects;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets;

/// <summary>The base of the cmdlets that work on a database.</summary>
public abstract class ConnectionCmdlet : ProjectCmdlet
{
    /// <summary>
    /// The database: what Connect-MigrationDatabase or Start-MigrationSandbox returned, a connection string or URI, or the name of a target in
    /// schemamigrate.json. Default: the connection of this session, then the libpq variables (PGHOST and so on).
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(TargetNameCompleter))]
    public object? Connection { get; set; }

    /// <summary>The database that was named, or null when nothing says which.</summary>
    private protected async Task<ConnectionTarget?> TryTargetAsync(CancellationToken cancellationToken)
    {
        var project = await TryProjectAsync(cancellationToken);
        return await OnPipelineAsync(() => Connection is null ? Implied() : Named(Connection, project));
    }

    /// <summary>The database.</summary>
    /// <exception cref="MigrationException"><see cref="ShellErrors.NotConnected"/>.</exception>
    private protected async Task<ConnectionTarget> TargetAsync(CancellationToken cancellationToken) =>
        await TryTargetAsync(cancellationToken)
        ?? throw new MigrationException(ShellErrors.NotConnected, "Nothing says which database is meant.");

    /// <summary>How a run behaves, from the project's settings.</summary>
    private protected async Task<RunOptions> OptionsAsync(CancellationToken cancellationToken)
    {
        var project = await TryProjectAsync(cancellationToken);
        var settings = project?.Settings ?? ProjectSettings.Default;
        return new RunOptions
        {
            JournalSchema = settings.JournalSchema,
            LockRetry = LockRetryPolicy.Default with { LockTimeout = settings.LockTimeout, Budget = settings.LockRetryBudget },
            RunLockTimeout = settings.RunLockTimeout,
            StatementTimeout = settings.StatementTimeout,
            Role = settings.Role,
            SearchPath = settings.SearchPath is { } path ? [.. path.Select(schema => new Identifier(schema))] : null,
            GitCommit = project is null ? null : GitHead.TryRead(project.Root),
        };
    }

    private static ConnectionTarget? Implied()
    {
        if (CurrentConnection.Value is { } current)
        {
            return current.Target;
        }

        string[] variables = ["PGHOST", "PGHOSTADDR", "PGSERVICE", "PGDATABASE"];
        return variables.Any(variable => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)))
            ? ConnectionTarget.FromEnvironment()
            : null;
    }

    private protected static ConnectionTarget Named(object value, Project? project)
    {
        switch (value is PSObject wrapped ? wrapped.BaseObject : value)
        {
            case MigrationConnection connection:
                return connection.Target;
            case ConnectionTarget target:
                return target;
            case SandboxInfo sandbox:
                return sandbox.Target;
            case string text when text.Contains('=', StringComparison.Ordinal) || text.Contains("://", StringComparison.Ordinal):
                return ConnectionTarget.Parse(text);
            case string name when !string.IsNullOrWhiteSpace(name):
                return project is not null
                    ? NamedTarget.Resolve(project, name)
                    : throw new MigrationException(
                        ShellErrors.InvalidConnection, $"'{name}' looks like the name of a target, and there is no project here that could have it.");
            default:
                throw new MigrationException(
                    ShellErrors.InvalidConnection, $"A value of type {value.GetType().Name} does not say which database is meant.");
        }
    }
}
