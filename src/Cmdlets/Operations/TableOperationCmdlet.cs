using System.Management.Automation;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>The base of the operation cmdlets that work on one table.</summary>
public abstract class TableOperationCmdlet : OperationCmdlet
{
    /// <summary>
    /// The table, as SQL spells it: <c>users</c>, <c>app.users</c>, <c>'"Weird Name"'</c>. Without double quotes it folds to lower case.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Table { get; set; } = "";
}
