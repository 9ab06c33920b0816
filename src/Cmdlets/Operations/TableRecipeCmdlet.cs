using System.Management.Automation;
using SchemaMigrate.Operations;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>The base of the cmdlets that emit recipes over two tables of which one gets columns of the other.</summary>
public abstract class TableRecipeCmdlet : TableOperationCmdlet
{
    /// <summary>The columns: <c>bio</c>, or <c>'bio = about'</c> where -Into is to call it about.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Columns { get; set; } = [];

    /// <summary>The table that gets them.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Into { get; set; } = "";

    /// <summary>The columns that identify a row of the table that the rows of the other one belong to: its primary key, or others that are unique and refuse NULL.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Key { get; set; } = ["id"];

    /// <summary>Operations that give the columns in -Into their indexes and constraints, once they are filled.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object[] With { get; set; } = [];

    /// <summary>Makes the recipe from the parameters.</summary>
    protected abstract Recipe CreateRecipe();

    /// <inheritdoc/>
    protected sealed override Operation CreateOperation()
    {
        var recipe = CreateRecipe();

        // What can never work is said here, not when the revisions are written.
        recipe.Expand();
        return recipe;
    }
}
