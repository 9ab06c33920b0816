using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that renames a column at once, for tables that no running client uses by that name.</summary>
[Cmdlet(VerbsCommon.Rename, "MigrationColumn")]
[OutputType(typeof(RenameColumn))]
public sealed class RenameMigrationColumnCommand : TableOperationCmdlet
{
    /// <summary>The present name.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Column { get; set; } = "";

    /// <summary>The new name.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string NewName { get; set; } = "";

    /// <inheritdoc/>
    protected override Operation CreateOperation() => new RenameColumn(QualifiedName.Parse(Table), Identifier.Parse(Column), Identifier.Parse(NewName));
}
