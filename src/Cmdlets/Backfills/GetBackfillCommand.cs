using System.Management.Automation;
using SchemaMigrate.Backfills;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Cmdlets.Backfills;

/// <summary>Shows the backfills of a database: state, progress, rate, workers; or the receipts, decisions and set-aside rows of one.</summary>
[Cmdlet(VerbsCommon.Get, "Backfill", DefaultParameterSetName = "Status")]
[OutputType(typeof(BackfillStatus), ParameterSetName = ["Status"])]
[OutputType(typeof(BackfillReceipt), ParameterSetName = ["Receipt"])]
[OutputType(typeof(BackfillDecision), ParameterSetName = ["Decision"])]
[OutputType(typeof(QuarantinedRow), ParameterSetName = ["Quarantined"])]
public sealed class GetBackfillCommand : BackfillCmdlet
{
    /// <summary>Names, with wildcards. Default: all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string Name { get; set; } = "*";

    /// <summary>The receipts of completed backfills, newest first; they outlive the backfills.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Receipt")]
    public SwitchParameter Receipt { get; set; }

    /// <summary>What the workers decided and why, newest first.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Decision")]
    public SwitchParameter Decision { get; set; }

    /// <summary>The rows that were set aside.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Quarantined")]
    public SwitchParameter Quarantined { get; set; }

    /// <summary>At most so many decisions or rows for each backfill.</summary>
    [Parameter(ParameterSetName = "Decision")]
    [Parameter(ParameterSetName = "Quarantined")]
    [ValidateRange(1, 1_000_000)]
    public int First { get; set; } = 100;

    /// <inheritdoc/>
    protected override async Task ProcessRecordAsync(CancellationToken cancellationToken)
    {
        var service = await ServiceAsync(cancellationToken);
        var pattern = new WildcardPattern(Name, WildcardOptions.CultureInvariant);
        if (Receipt)
        {
            WriteObject((await service.GetReceiptsAsync(null, cancellationToken)).Where(receipt => pattern.IsMatch(receipt.Name)), true);
            return;
        }

        var found = (await service.GetAsync(null, cancellationToken)).Where(status => pattern.IsMatch(status.Name)).ToList();
        if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(Name))
        {
            WriteFailure(new MigrationException(BackfillErrors.BackfillNotFound, $"There is no backfill named '{Name}'.") { Target = Name });
        }

        foreach (var status in found)
        {
            switch (ParameterSetName)
            {
                case "Decision":
                    WriteObject(await service.GetDecisionsAsync(status.Name, First, cancellationToken), true);
                    break;
                case "Quarantined":
                    WriteObject(await service.GetQuarantineAsync(status.Name, First, cancellationToken), true);
                    break;
                default:
                    WriteObject(status);
                    break;
            }
        }
    }
}
