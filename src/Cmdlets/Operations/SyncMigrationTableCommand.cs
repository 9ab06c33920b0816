using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that keeps columns of two tables equal while old and new writers are about, or with -Stop the one that ends it.</summary>
[Cmdlet(VerbsData.Sync, "MigrationTable")]
[OutputType(typeof(SyncTable))]
public sealed class SyncMigrationTableCommand : TableOperationCmdlet
{
    /// <summary>The other table: the one that holds the columns beside a reference to -Table.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Part { get; set; } = "";

    /// <summary>The columns that both have: <c>bio</c>, or <c>'bio = about'</c> where -Part calls it about.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Columns { get; set; } = [];

    /// <summary>The columns that identify a row of -Table.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Key { get; set; } = ["id"];

    /// <summary>The columns of -Part that hold the key; those of -Key when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] Reference { get; set; } = [];

    /// <summary>A row without any value in the columns needs none in -Part. Otherwise every row of -Table gets one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Sparse { get; set; }

    /// <summary>A column of -Table that is true while there is a row in -Part.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Flag { get; set; }

    /// <summary>Where several rows of -Part may belong to one of -Table: the order whose first one counts. Its last column must be unique, and none may be NULL.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] OrderBy { get; set; } = [];

    /// <summary>With -OrderBy: the last one counts instead of the first.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Last { get; set; }

    /// <summary>The name that -Part had when it was begun, where it got another one since.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? NamedAfter { get; set; }

    /// <summary>End it: the tables go their own ways from then on.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Stop { get; set; }

    /// <inheritdoc/>
    protected override Operation CreateOperation()
    {
        RequireWith(nameof(OrderBy), OrderBy.Length > 0, (nameof(Last), Last));
        return new SyncTable(QualifiedName.Parse(Table), QualifiedName.Parse(Part), NameParameters.ReadPairs(Columns))
        {
            Key = NameParameters.Read(Key),
            Reference = NameParameters.Read(Reference),
            Sparse = Sparse,
            Flag = NameParameters.ReadOptional(Flag),
            Order = NameParameters.Read(OrderBy),
            Last = Last,
            NamedAfter = NameParameters.ReadOptional(NamedAfter),
            Stop = Stop,
        };
    }
}
