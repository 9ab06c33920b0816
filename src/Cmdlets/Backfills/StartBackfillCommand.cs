using System.Management.Automation;
using SchemaMigrate.Backfills;
using SchemaMigrate.Execution;

namespace SchemaMigrate.Cmdlets.Backfills;

/// <summary>
/// Changes data in batches under load: each row exactly once, whatever is killed when. With -WhatIf it shows the plan and changes nothing. A backfill of the
/// same name and definition that was not completed is continued.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "Backfill", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = "Set")]
[OutputType(typeof(BackfillStatus), typeof(BackfillPlan))]
public sealed class StartBackfillCommand : BackfillOptionCmdlet
{
    /// <summary>The table whose rows are walked, as SQL spells it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Table { get; set; } = "";

    /// <summary>The columns and what they get: <c>@{ full_name = "first_name || ' ' || last_name" }</c>.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Set", ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public object? Set { get; set; }

    /// <summary>The table that a row is inserted into for each row of -Table.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Insert", ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? InsertInto { get; set; }

    /// <summary>The columns of -InsertInto and what they get, as expressions over the row of -Table.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Insert", ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public object? Select { get; set; }

    /// <summary>With -InsertInto: leave rows alone that are there already (ON CONFLICT DO NOTHING), and lock the rows that are read until they are inserted.</summary>
    [Parameter(ParameterSetName = "Insert", ValueFromPipelineByPropertyName = true)]
    public SwitchParameter SkipExisting { get; set; }

    /// <summary>One INSERT, UPDATE or DELETE with <c>{range}</c> where the condition on the key is to stand.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Sql", ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Sql { get; set; }

    /// <summary>Which rows: a filter, and after the last batch the proof. Without it the proof can only say that every range was walked.</summary>
    [Parameter(Position = 2, ParameterSetName = "Set", ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "Insert", ValueFromPipelineByPropertyName = true)]
    public string? Where { get; set; }

    /// <summary>The name, unique in the journal. Default: table and columns, such as users.full_name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Name { get; set; }

    /// <summary>The columns of a unique index to walk by. Default: the primary key, else the best unique index, else physical positions.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? Key { get; set; }

    /// <summary>Start it and return; a task of this process works on it. Wait-Backfill waits for its end.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        var definition = Definition();
        var target = await TargetAsync(cancellationToken);
        var run = await OptionsAsync(cancellationToken);
        var options = Apply(new BackfillOptions { Role = run.Role, SearchPath = run.SearchPath?.Select(name => name.Name).ToList() });
        var service = await ServiceAsync(cancellationToken);
        if (!ShouldProcess(target.Display, $"Backfill {definition.Name} on {definition.Table}"))
        {
            WriteObject(await service.PlanAsync(definition, options, cancellationToken));
            return;
        }

        await new Migrator(target, run, TimeProvider.System, _ => { }).EnsureJournalAsync(cancellationToken);
        foreach (var warning in (await service.PlanAsync(definition, options, cancellationToken)).Warnings)
        {
            WriteWarning(warning);
        }

        await WorkAsync(service, await service.StartAsync(definition, options, null, cancellationToken), NoWait, cancellationToken);
    }

    private BackfillDefinition Definition()
    {
        IReadOnlyList<BackfillAssignment> set = ParameterSetName == "Sql" ? [] : AssignmentText.Read(Set ?? Select);
        return new BackfillDefinition
        {
            Name = string.IsNullOrWhiteSpace(Name) ? $"{InsertInto ?? Table}.{(Sql is null ? string.Join('+', set.Select(pair => pair.Column)) : "sql")}" : Name,
            Table = Table,
            Set = set,
            Where = string.IsNullOrWhiteSpace(Where) ? null : Where,
            InsertInto = InsertInto,
            SkipExisting = SkipExisting,
            Sql = Sql,
            Key = Key is { Length: > 0 } ? Key : null,
        };
    }
}
