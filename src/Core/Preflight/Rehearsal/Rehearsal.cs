using SchemaMigrate.Catalog;
using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Planning;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>
/// Applies revisions to a scratch database and watches: which locks each statement really takes, what it rewrites and reads; then goes down and up
/// again and compares the schemas. The scratch database is changed; nothing else is touched.
/// </summary>
public sealed class Rehearsal
{
    private readonly ConnectionTarget scratch;
    private readonly RehearsalOptions options;
    private readonly TimeProvider timeProvider;
    private readonly List<RehearsedStep> steps = [];
    private readonly List<string> notes = [];
    private readonly RehearsalFindings findings = new();

    /// <summary>Makes a rehearsal.</summary>
    /// <param name="scratch">A database that may be changed at will: one of a sandbox, or one that was made for this.</param>
    /// <param name="options">How to rehearse; null for all defaults.</param>
    /// <param name="timeProvider">The clock that durations are measured with.</param>
    public Rehearsal(ConnectionTarget scratch, RehearsalOptions? options, TimeProvider timeProvider) =>
        (this.scratch, this.options, this.timeProvider) = (scratch, options ?? new RehearsalOptions(), timeProvider);

    /// <summary>Rehearses. Call it once.</summary>
    /// <param name="script">What to rehearse.</param>
    /// <param name="cancellationToken">Stops; the scratch database stays as it is then.</param>
    /// <exception cref="MigrationException"><see cref="PreflightErrors.RehearsalBaseline"/> when the schema cannot be built; connection errors.</exception>
    public async Task<RehearsalReport> RunAsync(RehearsalScript script, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(script);
        await using var session = await DatabaseSession.OpenAsync(scratch, "SchemaMigrate rehearsal", cancellationToken);
        await using var observer = await DatabaseSession.OpenAsync(scratch, "SchemaMigrate rehearsal observer", cancellationToken);
        if (script.ServerMajor is { } major && major != session.Server.Major)
        {
            notes.Add($"The rehearsal ran on PostgreSQL {session.Server.Major}; the real server is {major}. Locks and rewrites may differ.");
        }

        var runner = new StepRehearsal(session, observer, options, timeProvider);
        await CreateRolesAsync(session, script, cancellationToken);
        await BuildAsync(session, runner, script, cancellationToken);
        var applied = await UpAsync(session, runner, script, cancellationToken);
        if (options.RoundTrip)
        {
            await RoundTripAsync(session, runner, script, applied, cancellationToken);
        }

        return new RehearsalReport(session.Server.Version, steps, findings.All, notes);
    }

    private async Task CreateRolesAsync(DatabaseSession session, RehearsalScript script, CancellationToken cancellationToken)
    {
        if (!options.CreateRoles)
        {
            return;
        }

        foreach (var role in RoleNames.In(script.Baseline.Concat(script.Pending).SelectMany(revision => revision.Up.Concat(revision.Down ?? []))))
        {
            if (!await session.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = $1)", cancellationToken, role))
            {
                await session.ExecuteAsync($"CREATE ROLE {new Identifier(role)}", cancellationToken);
            }
        }
    }

    private async Task BuildAsync(DatabaseSession session, StepRehearsal runner, RehearsalScript script, CancellationToken cancellationToken)
    {
        if (script.Schema is { } schema)
        {
            notes.AddRange(await SchemaCopy.BuildAsync(session, schema, cancellationToken));
        }

        foreach (var revision in script.Baseline)
        {
            foreach (var step in revision.Up)
            {
                if ((await runner.RunAsync(step, cancellationToken)).FirstOrDefault(statement => statement.Failure is not null) is { } failed)
                {
                    throw new MigrationException(
                        PreflightErrors.RehearsalBaseline,
                        $"The schema could not be built: revision {revision.Id} ({revision.Path}), which is applied, fails on an empty database. {failed.Failure}") { Target = failed.Statement.Sql };
                }
            }
        }

        if (options.RowsPerTable > 0)
        {
            notes.AddRange(await RowFiller.FillAsync(
                session, await SchemaSnapshotReader.ReadAsync(session, script.ExcludedSchemas, cancellationToken), options.RowsPerTable, cancellationToken));
        }
    }

    /// <summary>Applies the revisions and gives those that succeeded, each with the schema before it.</summary>
    private async Task<List<(RehearsalRevision Revision, SchemaSnapshot Before)>> UpAsync(
        DatabaseSession session, StepRehearsal runner, RehearsalScript script, CancellationToken cancellationToken)
    {
        var applied = new List<(RehearsalRevision, SchemaSnapshot)>();
        foreach (var revision in script.Pending)
        {
            var before = await SchemaSnapshotReader.ReadAsync(session, script.ExcludedSchemas, cancellationToken);
            foreach (var step in revision.Up)
            {
                var rehearsed = new RehearsedStep(revision.Id, PlanDirection.Upgrade, step.Ordinal, await runner.RunAsync(step, cancellationToken));
                steps.Add(rehearsed);
                foreach (var (statement, difference) in LockComparison.Of(rehearsed, session.Server.Major))
                {
                    findings.Add(RehearsalRules.LockDiffers, revision, step, statement.Statement, "The prediction was wrong; this is a defect of SchemaMigrate.", $"On PostgreSQL {session.Server.Version}: {difference}");
                }

                if (rehearsed.Statements.FirstOrDefault(statement => statement.Failure is not null) is { } failed)
                {
                    findings.Add(RehearsalRules.Fails, revision, step, failed.Statement, "The statement fails in the rehearsal.", failed.Failure!);
                    notes.Add("What comes after the statement that fails was not rehearsed.");
                    return applied;
                }
            }

            applied.Add((revision, before));
        }

        return applied;
    }

    private async Task RoundTripAsync(
        DatabaseSession session, StepRehearsal runner, RehearsalScript script, List<(RehearsalRevision Revision, SchemaSnapshot Before)> applied, CancellationToken cancellationToken)
    {
        if (applied.Count < script.Pending.Count)
        {
            return;
        }

        var top = await SchemaSnapshotReader.ReadAsync(session, script.ExcludedSchemas, cancellationToken);
        var undone = new Stack<RehearsalRevision>();
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (revision, before) in Enumerable.Reverse(applied))
        {
            if (revision.Down is null)
            {
                notes.Add($"{(revision.Id is null ? "The SQL" : $"Revision {revision.Id}")} has no downgrade; the way back was not rehearsed further.");
                break;
            }

            if (!await RunAsync(runner, revision, revision.Down, PlanDirection.Downgrade, RehearsalRules.DowngradeFails, "The downgrade fails in the rehearsal.", cancellationToken))
            {
                return;
            }

            undone.Push(revision);
            var found = RoundTripDifferences.Of(before, await SchemaSnapshotReader.ReadAsync(session, script.ExcludedSchemas, cancellationToken));
            notes.AddRange(found.Moved.Where(told.Add));
            var differences = found.Told.Where(told.Add).ToList();
            if (differences.Count > 0)
            {
                findings.Add(
                    RehearsalRules.NotRestored, revision, revision.Up[0], First(revision.Up[0]),
                    $"After the downgrade {(differences.Count == 1 ? "one thing is" : $"{differences.Count} things are")} not as before.", string.Join("\n", differences), differences);
            }
        }

        var again = undone.ToList();
        foreach (var revision in again)
        {
            if (!await RunAsync(runner, revision, revision.Up, PlanDirection.Upgrade, RehearsalRules.NotRepeatable, "The second upgrade fails.", cancellationToken))
            {
                return;
            }
        }

        var left = again.Count == 0 ? [] : RoundTripDifferences.Of(top, await SchemaSnapshotReader.ReadAsync(session, script.ExcludedSchemas, cancellationToken)).Told
            .Where(difference => !told.Contains(difference)).ToList();
        if (left.Count > 0)
        {
            findings.Add(RehearsalRules.NotRepeatable, again[0], again[0].Up[0], First(again[0].Up[0]), "The second upgrade ends in another schema.", string.Join("\n", left), left);
        }
    }

    private static PlannedStatement? First(Step step) => step.Statements.Count > 0 ? step.Statements[0] : null;

    private async Task<bool> RunAsync(
        StepRehearsal runner, RehearsalRevision revision, IReadOnlyList<Step> path, PlanDirection direction, Rule rule, string message, CancellationToken cancellationToken)
    {
        foreach (var step in path)
        {
            var rehearsed = new RehearsedStep(revision.Id, direction, step.Ordinal, await runner.RunAsync(step, cancellationToken));
            steps.Add(rehearsed);
            if (rehearsed.Statements.FirstOrDefault(statement => statement.Failure is not null) is { } failed)
            {
                findings.Add(rule, revision, step, failed.Statement, message, failed.Failure!);
                return false;
            }
        }

        return true;
    }
}
