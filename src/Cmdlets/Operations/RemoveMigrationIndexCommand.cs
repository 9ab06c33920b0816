using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that drops an index, concurrently unless -NotConcurrent is given.</summary>
[Cmdlet(VerbsCommon.Remove, "MigrationIndex")]
[OutputType(typeof(RemoveIndex))]
public sealed class RemoveMigrationIndexCommand : OperationCmdlet
{
    /// <summary>The index, as SQL spells it, with the schema of its table when that was given there: <c>app.ix_users_email</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>What puts the index back when the revision is undone: <c>(Add-MigrationIndex users email)</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? Restore { get; set; }

    /// <summary>Drop inside the transaction, under a lock that blocks reads and writes of the table.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter NotConcurrent { get; set; }

    /// <inheritdoc/>
    protected override Operation CreateOperation() => new RemoveIndex(QualifiedName.Parse(Name))
    {
        Restore = RestoreOperation.Of<AddIndex>(Restore, "Add-MigrationIndex"),
        Concurrently = !NotConcurrent,
    };
}
