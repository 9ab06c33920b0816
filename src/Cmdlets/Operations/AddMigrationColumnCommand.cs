using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that adds a column to a table; with -Backfill the recipe for a column that refuses NULL and whose values have to be computed.</summary>
[Cmdlet(VerbsCommon.Add, "MigrationColumn", DefaultParameterSetName = NoDefaultSet)]
[OutputType(typeof(AddColumn), typeof(AddRequiredColumn))]
public sealed class AddMigrationColumnCommand : ColumnOperationCmdlet
{
    /// <summary>The type, as SQL spells it: <c>'varchar(20)'</c>, <c>bigint</c>, <c>'text[]'</c>.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Type { get; set; } = "";

    /// <summary>
    /// With -NotNull: the SQL expression over the row that gives the value of rows that are there, and of those of writers that do not know the column yet.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Backfill { get; set; }

    /// <inheritdoc/>
    protected override Operation CreateOperation()
    {
        var (table, column) = (QualifiedName.Parse(Table), Definition(Type));
        if (string.IsNullOrEmpty(Backfill))
        {
            return new AddColumn(table, column);
        }

        RequireWith(nameof(NotNull), NotNull, (nameof(Backfill), true));
        return new AddRequiredColumn(table, column, new ExpressionFragment(Backfill));
    }
}
