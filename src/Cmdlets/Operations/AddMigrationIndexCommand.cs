using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that builds an index, concurrently unless -NotConcurrent is given.</summary>
[Cmdlet(VerbsCommon.Add, "MigrationIndex")]
[OutputType(typeof(AddIndex))]
public sealed class AddMigrationIndexCommand : TableOperationCmdlet
{
    /// <summary>
    /// The elements: columns or expressions, as SQL spells them, with order and operator class when wanted: <c>email</c>, <c>'lower(email)'</c>,
    /// <c>'created_at DESC'</c>.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Columns { get; set; } = [];

    /// <summary>The name; without it one is derived that is always the same and fits PostgreSQL's 63 bytes: ix_users_email.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Name { get; set; }

    /// <summary>Two rows may not have the same values.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Unique { get; set; }

    /// <summary>NULLs count as equal in a unique index. PostgreSQL 15 and later.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter NullsNotDistinct { get; set; }

    /// <summary>Columns carried along in the index.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] Include { get; set; } = [];

    /// <summary>The predicate of a partial index, as an SQL expression.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Where { get; set; }

    /// <summary>The access method: gin, gist, brin, hash. btree when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Method { get; set; }

    /// <summary>Build inside the transaction, which blocks writes until the transaction ends. For tables that are new or small.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter NotConcurrent { get; set; }

    /// <inheritdoc/>
    protected override Operation CreateOperation()
    {
        var table = QualifiedName.Parse(Table);
        var columns = Columns.Select(column => new IndexElement(column)).ToValueList();
        var where = string.IsNullOrEmpty(Where) ? null : new ExpressionFragment(Where);
        var name = string.IsNullOrEmpty(Name) ? AddIndex.DefaultName(table, columns, Unique, where) : Identifier.Parse(Name);
        return new AddIndex(table, name, columns)
        {
            Unique = Unique,
            NullsNotDistinct = NullsNotDistinct,
            Include = NameParameters.Read(Include),
            Where = where,
            Method = string.IsNullOrEmpty(Method) ? null : Identifier.Parse(Method),
            Concurrently = !NotConcurrent,
        };
    }
}
