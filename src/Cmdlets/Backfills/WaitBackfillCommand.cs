using System.Management.Automation;
using SchemaMigrate.Backfills;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Cmdlets.Backfills;

/// <summary>Waits until a backfill is completed, whoever works on it. Any other end is a terminating error.</summary>
[Cmdlet(VerbsLifecycle.Wait, "Backfill")]
[OutputType(typeof(BackfillStatus))]
public sealed class WaitBackfillCommand : NamedBackfillCmdlet
{
    /// <summary>How long at most. Default: without limit.</summary>
    [Parameter]
    public TimeSpan? Timeout { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        using var reporter = new BackfillReporter(this, Name);
        var status = await (await ServiceAsync(cancellationToken)).WaitAsync(
            Name, Timeout, now => reporter.Report(new BackfillProgressed(Name, now)), cancellationToken);
        if (status.State == BackfillState.Failed)
        {
            throw new MigrationException(
                ErrorTable.All.FirstOrDefault(definition => definition.Id == status.ErrorId) ?? BackfillErrors.BackfillInterrupted,
                $"The backfill {Name} failed: {status.Reason}") { Target = status };
        }

        WriteObject(Reached(status));
    }
}
