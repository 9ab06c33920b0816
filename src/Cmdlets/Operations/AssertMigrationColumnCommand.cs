using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that stops the run when a column has something that its successor lacks, or is needed by name.</summary>
[Cmdlet(VerbsLifecycle.Assert, "MigrationColumn")]
[OutputType(typeof(AssertColumnReplaced))]
public sealed class AssertMigrationColumnCommand : TableOperationCmdlet
{
    /// <summary>The column that is about to go.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Column { get; set; } = "";

    /// <summary>The column that takes its place.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string NewColumn { get; set; } = "";

    /// <summary>The table of the column that takes its place, when it is another one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? InTable { get; set; }

    /// <inheritdoc/>
    protected override Operation CreateOperation() =>
        new AssertColumnReplaced(QualifiedName.Parse(Table), Identifier.Parse(Column), Identifier.Parse(NewColumn)) { InTable = string.IsNullOrEmpty(InTable) ? null : QualifiedName.Parse(InTable) };
}
