using System.Management.Automation;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>The base of the operation cmdlets that work on one enum type.</summary>
public abstract class EnumOperationCmdlet : OperationCmdlet
{
    /// <summary>The type, as SQL spells it: <c>mood</c>, <c>app.mood</c>, <c>'"Mood"'</c>. Without double quotes it folds to lower case.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Type { get; set; } = "";
}
