using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that keeps two columns equal while old and new writers are about, or with -Stop the one that ends it.</summary>
[Cmdlet(VerbsData.Sync, "MigrationColumn")]
[OutputType(typeof(SyncColumn))]
public sealed class SyncMigrationColumnCommand : TableOperationCmdlet
{
    /// <summary>The column that old writers know.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Column { get; set; } = "";

    /// <summary>The column that new writers know; it must have no default.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string NewColumn { get; set; } = "";

    /// <summary>The SQL expression over the row that gives the new column's value; the old column's own value when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Up { get; set; }

    /// <summary>The SQL expression over the row that gives the old column's value; the new column's own value when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Down { get; set; }

    /// <summary>End it: the columns go their own ways from then on.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Stop { get; set; }

    /// <inheritdoc/>
    protected override Operation CreateOperation() => new SyncColumn(QualifiedName.Parse(Table), Identifier.Parse(Column), Identifier.Parse(NewColumn))
    {
        Up = string.IsNullOrEmpty(Up) ? null : new ExpressionFragment(Up),
        Down = string.IsNullOrEmpty(Down) ? null : new ExpressionFragment(Down),
        Stop = Stop,
    };
}
