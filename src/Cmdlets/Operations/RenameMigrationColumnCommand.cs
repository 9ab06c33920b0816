using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that renames a column at once, for tables that no running client uses by that name; with -Online the recipe that renames it under running clients.</summary>
[Cmdlet(VerbsCommon.Rename, "MigrationColumn")]
[OutputType(typeof(RenameColumn), typeof(RenameColumnOnline))]
public sealed class RenameMigrationColumnCommand : TableOperationCmdlet
{
    /// <summary>The present name.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Column { get; set; } = "";

    /// <summary>The new name.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string NewName { get; set; } = "";

    /// <summary>In phases, while old code uses the old name and new code the new one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Online { get; set; }

    /// <summary>With -Online: the operations that give the new column its indexes and constraints.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object[] With { get; set; } = [];

    /// <inheritdoc/>
    protected override Operation CreateOperation()
    {
        var (table, column, name) = (QualifiedName.Parse(Table), Identifier.Parse(Column), Identifier.Parse(NewName));
        RequireWith("Online", Online, (nameof(With), With.Length > 0));
        return Online ? new RenameColumnOnline(table, column, name) { With = OperationList.Of(With) } : new RenameColumn(table, column, name);
    }
}
