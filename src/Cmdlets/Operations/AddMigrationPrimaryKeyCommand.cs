using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that adds a primary key through a unique index built concurrently.</summary>
[Cmdlet(VerbsCommon.Add, "MigrationPrimaryKey")]
[OutputType(typeof(AddPrimaryKey))]
public sealed class AddMigrationPrimaryKeyCommand : TableOperationCmdlet
{
    /// <summary>The columns; they must be NOT NULL already.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Columns { get; set; } = [];

    /// <summary>The name of the constraint and of its index; pk_users when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Name { get; set; }

    /// <summary>Build inside the transaction, which blocks reads and writes until it ends. For tables that are new, small or partitioned.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter NotConcurrent { get; set; }

    /// <summary>The table is partitioned: partition by partition, so that a run that is stopped goes on where it was.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Partitioned { get; set; }

    /// <inheritdoc/>
    protected override Operation CreateOperation()
    {
        var table = QualifiedName.Parse(Table);
        var name = string.IsNullOrEmpty(Name) ? AddPrimaryKey.DefaultName(table) : Identifier.Parse(Name);
        return new AddPrimaryKey(table, name, NameParameters.Read(Columns)) { Concurrently = !NotConcurrent, Partitioned = Partitioned };
    }
}
