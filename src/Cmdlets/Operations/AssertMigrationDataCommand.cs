using System.Management.Automation;
using SchemaMigrate.Operations;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that stops the run when the data is not as expected.</summary>
[Cmdlet(VerbsLifecycle.Assert, "MigrationData")]
[OutputType(typeof(AssertData))]
public sealed class AssertMigrationDataCommand : OperationCmdlet
{
    /// <summary>One query that returns true, or with -NoRows one that returns no row.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Query { get; set; } = "";

    /// <summary>What is wrong when it does not, and what to do about it.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Message { get; set; } = "";

    /// <summary>The query returns the offending rows, so none may come.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter NoRows { get; set; }

    /// <inheritdoc/>
    protected override Operation CreateOperation() =>
        new AssertData(new QueryFragment(Query), NoRows ? AssertionExpectation.NoRows : AssertionExpectation.True, Message);
}
