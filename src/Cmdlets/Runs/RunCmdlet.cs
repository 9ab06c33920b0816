using System.Management.Automation;
using SchemaMigrate.Cmdlets.Input;
using SchemaMigrate.Cmdlets.Revisions;
using SchemaMigrate.Errors;
using SchemaMigrate.Execution;
using SchemaMigrate.Execution.Events;
using SchemaMigrate.Planning;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets;

/// <summary>The base of the cmdlets that run or change something in the database under the run lock.</summary>
public abstract class RunCmdlet : ConnectionCmdlet
{
    /// <summary>How long a statement may queue for its locks before it gives up and rests. Default: 2 s, or what schemamigrate.json says.</summary>
    [Parameter]
    public TimeSpan? LockTimeout { get; set; }

    /// <summary>How long a step may be tried again after lock timeouts and deadlocks. Default: 2 minutes, or what schemamigrate.json says.</summary>
    [Parameter]
    public TimeSpan? LockRetryBudget { get; set; }

    /// <summary>How long to wait while another runner works on the same database. Default: 1 minute, or what schemamigrate.json says.</summary>
    [Parameter]
    public TimeSpan? RunLockTimeout { get; set; }

    /// <summary>How long a statement may run. Default: no limit, or what schemamigrate.json says.</summary>
    [Parameter]
    public TimeSpan? StatementTimeout { get; set; }

    /// <summary>Role to run the statements as (SET ROLE). Default: the login role, or what schemamigrate.json says.</summary>
    [Parameter]
    public string? Role { get; set; }

    private protected PowerShellRevisions Evaluator => new(this);

    private protected async Task<RunOptions> RunOptionsAsync(CancellationToken cancellationToken)
    {
        var options = await OptionsAsync(cancellationToken);
        return options with
        {
            LockRetry = options.LockRetry with
            {
                LockTimeout = Positive(LockTimeout, nameof(LockTimeout)) ?? options.LockRetry.LockTimeout,
                Budget = NotNegative(LockRetryBudget, nameof(LockRetryBudget)) ?? options.LockRetry.Budget,
            },
            RunLockTimeout = NotNegative(RunLockTimeout, nameof(RunLockTimeout)) ?? options.RunLockTimeout,
            StatementTimeout = NotNegative(StatementTimeout, nameof(StatementTimeout)) ?? options.StatementTimeout,
            Role = Role is null ? options.Role : new Identifier(Role).Name,
        };
    }

    private protected async Task<Migrator> MigratorAsync(Action<RunEvent> observer, CancellationToken cancellationToken) =>
        new(await TargetAsync(cancellationToken), await RunOptionsAsync(cancellationToken), TimeProvider.System, observer);

    private protected async Task<Planner> PlannerAsync(CancellationToken cancellationToken) =>
        new((await RevisionsAsync(cancellationToken)).Graph, Evaluator.EvaluateAsync);

    /// <summary>The plan that was handed over, as a file or as an object; null when there is none and a target says what to do.</summary>
    private protected async Task<Plan?> GivenPlanAsync(string? file, Plan? given, PlanDirection direction, CancellationToken cancellationToken)
    {
        if (file is not null)
        {
            var path = await OnPipelineAsync(() => SessionPaths.ExistingLiteral(this, file));
            given = PlanFile.Read(await File.ReadAllTextAsync(path, cancellationToken));
        }

        return given is null || given.Direction == direction
            ? given
            : throw new MigrationException(
                ShellErrors.PlanDirectionMismatch, $"The plan {given.Hash[..12]} is for a {(direction == PlanDirection.Upgrade ? "downgrade" : "upgrade")}.")
            {
                Target = given,
            };
    }

    /// <summary>Runs a plan as it is, or says what changed since it was made.</summary>
    private protected async Task<PlanMaker> ExactlyAsync(Plan plan, CancellationToken cancellationToken) =>
        SavedPlan.Exactly(plan, await TryProjectAsync(cancellationToken) is null ? null : (await RevisionsAsync(cancellationToken)).Graph);

    private static TimeSpan? Positive(TimeSpan? value, string name) =>
        value is null || value > TimeSpan.Zero ? value : throw OutOfRange(name, "must be longer than zero: zero would mean to wait without limit");

    private static TimeSpan? NotNegative(TimeSpan? value, string name) =>
        value is null || value >= TimeSpan.Zero ? value : throw OutOfRange(name, "cannot be negative");

    private static MigrationException OutOfRange(string name, string what) =>
        new(ShellErrors.ParameterInvalid, $"-{name} {what}.") { Target = name };
}
