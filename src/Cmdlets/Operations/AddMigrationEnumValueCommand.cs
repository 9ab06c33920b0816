using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that adds a value to an enum, in a transaction of its own.</summary>
[Cmdlet(VerbsCommon.Add, "MigrationEnumValue", DefaultParameterSetName = "Last")]
[OutputType(typeof(AddEnumValue))]
public sealed class AddMigrationEnumValueCommand : EnumOperationCmdlet
{
    /// <summary>The new value, exactly as it is stored.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string Value { get; set; } = "";

    /// <summary>The value that it comes before.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Before", ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string Before { get; set; } = "";

    /// <summary>The value that it comes after; the last one when neither is given.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "After", ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string After { get; set; } = "";

    /// <inheritdoc/>
    protected override Operation CreateOperation() => new AddEnumValue(QualifiedName.Parse(Type), Value)
    {
        Position = ParameterSetName switch
        {
            "Before" => new EnumPosition(Before: true, Before),
            "After" => new EnumPosition(Before: false, After),
            _ => null,
        },
    };
}
