using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that gives a column what another column has, of the same table or of another one.</summary>
[Cmdlet(VerbsCommon.Copy, "MigrationColumn")]
[OutputType(typeof(CopyColumn))]
public sealed class CopyMigrationColumnCommand : TableOperationCmdlet
{
    /// <summary>The column to copy from.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Column { get; set; } = "";

    /// <summary>The column to copy to.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string NewColumn { get; set; } = "";

    /// <summary>Shape adds the column (type, collation, comment, column privileges); NotNull and Default copy just that.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("Shape", "NotNull", "Default", "Indexes", "Checks")]
    public string Part { get; set; } = "Shape";

    /// <summary>The table of the column to copy from, when it is another one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? FromTable { get; set; }

    /// <summary>Take it back: drop the column, allow NULL, drop the default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Undo { get; set; }

    /// <inheritdoc/>
    protected override Operation CreateOperation() =>
        new CopyColumn(QualifiedName.Parse(Table), Identifier.Parse(Column), Identifier.Parse(NewColumn), Enum.Parse<CopyPart>(Part, ignoreCase: true))
        {
            FromTable = string.IsNullOrEmpty(FromTable) ? null : QualifiedName.Parse(FromTable),
            Undo = Undo,
        };
}
