using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that renames a value of an enum.</summary>
[Cmdlet(VerbsCommon.Rename, "MigrationEnumValue")]
[OutputType(typeof(RenameEnumValue))]
public sealed class RenameMigrationEnumValueCommand : EnumOperationCmdlet
{
    /// <summary>The present name.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string Value { get; set; } = "";

    /// <summary>The new name.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string NewValue { get; set; } = "";

    /// <inheritdoc/>
    protected override Operation CreateOperation() => new RenameEnumValue(QualifiedName.Parse(Type), Value, NewValue);
}
