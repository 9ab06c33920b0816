using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that drops a constraint of any kind.</summary>
[Cmdlet(VerbsCommon.Remove, "MigrationConstraint")]
[OutputType(typeof(RemoveConstraint))]
public sealed class RemoveMigrationConstraintCommand : TableOperationCmdlet
{
    /// <summary>The constraint's name.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>What puts it back when the revision is undone: <c>(Add-MigrationUnique users email)</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? Restore { get; set; }

    /// <inheritdoc/>
    protected override Operation CreateOperation() => new RemoveConstraint(QualifiedName.Parse(Table), Identifier.Parse(Name))
    {
        Restore = RestoreOperation.Of<AddConstraint>(
            Restore, "Add-MigrationPrimaryKey, Add-MigrationUnique, Add-MigrationForeignKey or Add-MigrationCheck"),
    };
}
