using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that creates a table.</summary>
[Cmdlet(VerbsCommon.New, "MigrationTable")]
[OutputType(typeof(NewTable))]
public sealed class NewMigrationTableCommand : TableOperationCmdlet
{
    /// <summary>The columns as SQL writes them, in order: <c>'id bigint GENERATED ALWAYS AS IDENTITY', 'email text NOT NULL'</c>.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Columns { get; set; } = [];

    /// <summary>The columns of the primary key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] PrimaryKey { get; set; } = [];

    /// <summary>The other constraints as SQL writes them: <c>'UNIQUE (email)', 'FOREIGN KEY (team_id) REFERENCES teams'</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] Constraints { get; set; } = [];

    /// <summary>Partitioning as SQL writes it: <c>'RANGE (created_at)'</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? PartitionBy { get; set; }

    /// <summary>The comment of the table.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Comment { get; set; }

    /// <inheritdoc/>
    protected override Operation CreateOperation() =>
        new NewTable(QualifiedName.Parse(Table), Columns.Select(column => new TableElement(column)).ToValueList())
        {
            PrimaryKey = NameParameters.Read(PrimaryKey),
            Constraints = Constraints.Select(constraint => new TableElement(constraint)).ToValueList(),
            PartitionBy = string.IsNullOrEmpty(PartitionBy) ? null : new PartitionKey(PartitionBy),
            Comment = string.IsNullOrEmpty(Comment) ? null : Comment,
        };
}
