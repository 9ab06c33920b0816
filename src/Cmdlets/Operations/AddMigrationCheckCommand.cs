using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that adds a check constraint, not valid first, then validated in a transaction of its own.</summary>
[Cmdlet(VerbsCommon.Add, "MigrationCheck")]
[OutputType(typeof(AddCheck))]
public sealed class AddMigrationCheckCommand : TableOperationCmdlet
{
    /// <summary>What must not be false, as an SQL expression: <c>'age BETWEEN 0 AND 150'</c>. NULL passes.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Expression { get; set; } = "";

    /// <summary>The name; derived from the table and the expression when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Name { get; set; }

    /// <inheritdoc/>
    protected override Operation CreateOperation()
    {
        var table = QualifiedName.Parse(Table);
        var expression = new ExpressionFragment(Expression);
        return new AddCheck(table, string.IsNullOrEmpty(Name) ? AddCheck.DefaultName(table, expression) : Identifier.Parse(Name), expression);
    }
}
