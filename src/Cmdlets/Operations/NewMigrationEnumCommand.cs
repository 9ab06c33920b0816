using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that creates an enum type.</summary>
[Cmdlet(VerbsCommon.New, "MigrationEnum")]
[OutputType(typeof(NewEnum))]
public sealed class NewMigrationEnumCommand : EnumOperationCmdlet
{
    /// <summary>The values in their order, exactly as they are stored; @() for none yet.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[] Values { get; set; } = [];

    /// <summary>The comment of the type.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Comment { get; set; }

    /// <inheritdoc/>
    protected override Operation CreateOperation() =>
        new NewEnum(QualifiedName.Parse(Type), Values.ToValueList()) { Comment = string.IsNullOrEmpty(Comment) ? null : Comment };
}
