using SchemaMigrate.Connections;
using SchemaMigrate.Planning;

namespace SchemaMigrate.Execution.Steps;

/// <summary>The session as a statement outside a transaction needs it: its role, its search_path, its limits.</summary>
internal static class StepSession
{
    /// <summary>The run's session, prepared.</summary>
    /// <param name="run">The run.</param>
    /// <param name="step">The step that the statement belongs to.</param>
    /// <param name="lockTimeout">How long it may wait for a lock; zero for as long as it takes.</param>
    /// <param name="cancellationToken">Stops preparing.</param>
    internal static async Task<DatabaseSession> OpenAsync(RunContext run, Step step, TimeSpan lockTimeout, CancellationToken cancellationToken)
    {
        var session = await run.Worker.SessionAsync(cancellationToken);
        var settings = run.Worker.Settings(StepNames.ForServer(run.Direction, step), lockTimeout);
        await session.ExecuteAsync(settings.ToSql(SettingScope.Session)!, cancellationToken);
        foreach (var setting in step.Settings)
        {
            await session.ExecuteAsync(setting, cancellationToken);
        }

        if (step.Settings.Count > 0)
        {
            // A lock_timeout that was meant for the statements before it would break a concurrent build, which waits by design.
            await session.ApplyAsync(new SessionSettings { LockTimeout = settings.LockTimeout }, SettingScope.Session, cancellationToken);
        }

        return session;
    }
}
