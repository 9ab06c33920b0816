using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that renames a table within its schema.</summary>
[Cmdlet(VerbsCommon.Rename, "MigrationTable")]
[OutputType(typeof(RenameTable))]
public sealed class RenameMigrationTableCommand : TableOperationCmdlet
{
    /// <summary>The new name, without a schema.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string NewName { get; set; } = "";

    /// <inheritdoc/>
    protected override Operation CreateOperation() => new RenameTable(QualifiedName.Parse(Table), Identifier.Parse(NewName));
}
