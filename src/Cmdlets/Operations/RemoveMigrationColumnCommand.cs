using System.Management.Automation;
using SchemaMigrate.Errors;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that drops a column. With its -Type and the rest of its shape the downgrade can put the column back, without its values.</summary>
[Cmdlet(VerbsCommon.Remove, "MigrationColumn", DefaultParameterSetName = NoDefaultSet)]
[OutputType(typeof(RemoveColumn))]
public sealed class RemoveMigrationColumnCommand : ColumnOperationCmdlet
{
    /// <summary>The type that the column has, so that the downgrade can put it back. The parameters after it describe the column further.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    public string? Type { get; set; }

    /// <inheritdoc/>
    protected override Operation CreateOperation()
    {
        var remove = new RemoveColumn(QualifiedName.Parse(Table), Identifier.Parse(Column));
        if (!string.IsNullOrEmpty(Type))
        {
            return remove with { Definition = Definition(Type) };
        }

        var shape = NotNull || ParameterSetName != NoDefaultSet || !string.IsNullOrEmpty(Collation) || !string.IsNullOrEmpty(Comment);
        return shape
            ? throw new MigrationException(OperationsErrors.IncompleteOperation,
                $"The shape of {Table}.{Column} was given without its type: give -Type too, or leave the shape out.") { Target = Column }
            : remove;
    }
}
