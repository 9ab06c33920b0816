using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that adds a column to a table.</summary>
[Cmdlet(VerbsCommon.Add, "MigrationColumn", DefaultParameterSetName = NoDefaultSet)]
[OutputType(typeof(AddColumn))]
public sealed class AddMigrationColumnCommand : ColumnOperationCmdlet
{
    /// <summary>The type, as SQL spells it: <c>'varchar(20)'</c>, <c>bigint</c>, <c>'text[]'</c>.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Type { get; set; } = "";

    /// <inheritdoc/>
    protected override Operation CreateOperation() => new AddColumn(QualifiedName.Parse(Table), Definition(Type));
}
