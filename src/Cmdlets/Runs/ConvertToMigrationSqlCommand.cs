using System.Management.Automation;
using SchemaMigrate.Cmdlets.Revisions;
using SchemaMigrate.Errors;
using SchemaMigrate.Execution.Offline;
using SchemaMigrate.Operations;
using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Cmdlets;

/// <summary>
/// Gives SQL: of a range of revisions, as a script for psql with the journal's rows in it; of a plan; or of operations, as the statements
/// that they lower to. Needs no database.
/// </summary>
[Cmdlet(VerbsData.ConvertTo, "MigrationSql", DefaultParameterSetName = "Range")]
[OutputType(typeof(string))]
public sealed class ConvertToMigrationSqlCommand : ConnectionCmdlet
{
    private const int NewestMajor = 18;

    private readonly List<Operation> _operations = [];

    /// <summary>From where to where, for example base:head, ae10:heads, ae10:+2. A single target means from base.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Range")]
    [ValidateNotNullOrEmpty]
    public string? Range { get; set; }

    /// <summary>A plan of Get-MigrationPlan, or operations of the operation cmdlets.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Input")]
    public object? InputObject { get; set; }

    /// <summary>Major version of the server that the SQL is for. Default: the newest that is known, 18.</summary>
    [Parameter]
    [ValidateRange(13, 18)]
    public int ServerVersion { get; set; } = NewestMajor;

    /// <summary>
    /// Gates that whoever runs the script answers for, since a script cannot judge them: as the header spells them (soak(24h)), a kind (soak), the
    /// id of a revision for all its gates, or * for all. A gate in the range that is not named is the error GateClosed.
    /// </summary>
    [Parameter(ParameterSetName = "Range")]
    [ValidateNotNullOrEmpty]
    public string[] IgnoreGate { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        if (Range is not null)
        {
            var range = TargetRange.Parse(Range);
            var planner = new Planner((await RevisionsAsync(cancellationToken)).Graph, new PowerShellRevisions(this).EvaluateAsync);
            await WriteScriptAsync(await planner.RangeAsync(range, ServerVersion, IgnoredGates.Of(IgnoreGate), cancellationToken), cancellationToken);
            return;
        }

        switch (InputObject is PSObject wrapped ? wrapped.BaseObject : InputObject)
        {
            case Plan plan:
                await WriteScriptAsync(plan, cancellationToken);
                break;
            case Operation operation:
                _operations.Add(operation);
                break;
            default:
                throw new MigrationException(
                    ShellErrors.InputInvalid, $"A value of type {InputObject?.GetType().Name} is neither a plan nor an operation.") { Target = InputObject };
        }
    }

    /// <inheritdoc/>
    protected override Task EndProcessingAsync(CancellationToken cancellationToken)
    {
        if (_operations.Count > 0)
        {
            WriteObject(OperationSql.Of(_operations, ServerVersion));
        }

        return Task.CompletedTask;
    }

    private async Task WriteScriptAsync(Plan plan, CancellationToken cancellationToken) =>
        WriteObject(OfflineScript.Write(plan, plan.FromHeads.Count == 0, await OptionsAsync(cancellationToken)));
}
