using System.Management.Automation;

namespace SchemaMigrate.Cmdlets.Backfills;

/// <summary>The base of the cmdlets that work on one backfill of each input object.</summary>
public abstract class NamedBackfillCmdlet : BackfillCmdlet
{
    /// <summary>The name of the backfill; objects of Get-Backfill can be piped in.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";
}
