using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the recipe that moves columns of a table to a new table with one row for each of its rows, under running clients.</summary>
[Cmdlet(VerbsCommon.Split, "MigrationTable")]
[OutputType(typeof(SplitTable))]
public sealed class SplitMigrationTableCommand : TableRecipeCmdlet
{
    /// <summary>What the key is called in the new table, of which it is the primary key; the names of -Key when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] Reference { get; set; } = [];

    /// <summary>Only rows with a value in one of the columns get a row in the new table; a missing row stands for NULL in all of them.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Sparse { get; set; }

    /// <summary>What deleting a row does to its row in the new table once the split is over: Cascade deletes it too, NoAction refuses.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("NoAction", "Restrict", "Cascade")]
    public string OnDelete { get; set; } = "Cascade";

    /// <inheritdoc/>
    protected override Recipe CreateRecipe() => new SplitTable(QualifiedName.Parse(Table), NameParameters.ReadPairs(Columns), QualifiedName.Parse(Into))
    {
        Key = NameParameters.Read(Key),
        Reference = NameParameters.Read(Reference),
        Sparse = Sparse,
        OnDelete = Enum.Parse<ReferentialAction>(OnDelete, ignoreCase: true),
        With = OperationList.Of(With),
    };
}
