using SchemaMigrate.Backfills;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Cmdlets.Backfills;

/// <summary>The base of the cmdlets that look at or control backfills.</summary>
public abstract class BackfillCmdlet : ConnectionCmdlet
{
    private protected async Task<BackfillService> ServiceAsync(CancellationToken cancellationToken) =>
        new(await TargetAsync(cancellationToken), (await OptionsAsync(cancellationToken)).JournalSchema, TimeProvider.System);

    /// <summary>Works on a backfill in this process until it ends, with progress; or leaves it to a task in the background.</summary>
    private protected async Task WorkAsync(BackfillService service, BackfillStatus status, bool inBackground, CancellationToken cancellationToken)
    {
        if (inBackground)
        {
            BackgroundBackfills.Run(service, status.Name);
            WriteObject(status);
            return;
        }

        using var reporter = new BackfillReporter(this, status.Name);
        WriteObject(Reached(await service.RunAsync(status.Name, reporter.Report, cancellationToken)));
    }

    /// <summary>The status when the backfill is completed; otherwise the requested state was not reached, and that is an error.</summary>
    private protected static BackfillStatus Reached(BackfillStatus status) => status.State == BackfillState.Completed
        ? status
        : throw new MigrationException(
            BackfillErrors.BackfillInterrupted,
            $"The backfill {status.Name} is {status.State} at {status.PercentComplete:F1} %{(status.Reason is { } reason ? ": " + reason : "")}.") { Target = status };
}
