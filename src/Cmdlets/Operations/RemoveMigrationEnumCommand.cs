using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that drops an enum type that nothing uses.</summary>
[Cmdlet(VerbsCommon.Remove, "MigrationEnum")]
[OutputType(typeof(RemoveEnum))]
public sealed class RemoveMigrationEnumCommand : EnumOperationCmdlet
{
    /// <summary>What creates the type again when the revision is undone: <c>(New-MigrationEnum mood sad, ok, happy)</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? Restore { get; set; }

    /// <inheritdoc/>
    protected override Operation CreateOperation() =>
        new RemoveEnum(QualifiedName.Parse(Type)) { Restore = RestoreOperation.Of<NewEnum>(Restore, "New-MigrationEnum") };
}
