using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that validates a constraint which was added not valid.</summary>
[Cmdlet(VerbsLifecycle.Confirm, "MigrationConstraint")]
[OutputType(typeof(ConfirmConstraint))]
public sealed class ConfirmMigrationConstraintCommand : TableOperationCmdlet
{
    /// <summary>The constraint's name.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <inheritdoc/>
    protected override Operation CreateOperation() => new ConfirmConstraint(QualifiedName.Parse(Table), Identifier.Parse(Name));
}
