using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that drops a table. With -Restore the downgrade can create it again, without its rows.</summary>
[Cmdlet(VerbsCommon.Remove, "MigrationTable")]
[OutputType(typeof(RemoveTable))]
public sealed class RemoveMigrationTableCommand : TableOperationCmdlet
{
    /// <summary>Foreign keys of the table, which are dropped first, each in a transaction of its own, so that few tables are locked at a time.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] ForeignKeys { get; set; } = [];

    /// <summary>What creates the table again when the revision is undone: <c>(New-MigrationTable users 'id bigint PRIMARY KEY')</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? Restore { get; set; }

    /// <summary>With -Restore, where another operation of the revision makes rows again when it is undone: what is lost all the same, as a sentence for the plan.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Lost { get; set; }

    /// <summary>What the table is called from now on instead of being dropped, with another schema if wanted: <c>archive.users_2026</c>. Nothing of it is lost.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ArchiveTo { get; set; }

    /// <summary>With -ArchiveTo: take it back, so that the archived table is the table again.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Undo { get; set; }

    /// <inheritdoc/>
    protected override Operation CreateOperation()
    {
        RequireWith(nameof(Restore), Restore is not null, (nameof(Lost), !string.IsNullOrEmpty(Lost)));
        return new RemoveTable(QualifiedName.Parse(Table))
        {
            ForeignKeys = NameParameters.Read(ForeignKeys),
            Restore = RestoreOperation.Of<NewTable>(Restore, "New-MigrationTable"),
            Lost = string.IsNullOrEmpty(Lost) ? null : Lost,
            ArchiveTo = string.IsNullOrEmpty(ArchiveTo) ? null : QualifiedName.Parse(ArchiveTo),
            Undo = Undo,
        };
    }
}
