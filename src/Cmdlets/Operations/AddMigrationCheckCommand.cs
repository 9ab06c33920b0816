using System.Management.Automation;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Emits the operation that adds a check constraint, not valid first, then validated in a transaction of its own.</summary>
[Cmdlet(VerbsCommon.Add, "MigrationCheck")]
[OutputType(typeof(AddCheck), typeof(AddCheckResolved))]
public sealed class AddMigrationCheckCommand : TableOperationCmdlet
{
    /// <summary>What must not be false, as an SQL expression: <c>'age BETWEEN 0 AND 150'</c>. NULL passes.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Expression { get; set; } = "";

    /// <summary>The name; derived from the table and the expression when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Name { get; set; }

    /// <summary>Leave the rows that are there unchecked; Confirm-MigrationConstraint checks them later. Until then an UPDATE of a row that breaks the check fails.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter NotValid { get; set; }

    /// <summary>In phases: values of -Column that break the check become NULL, and are lost (SetNull) or kept in a table (Quarantine).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("SetNull", "Quarantine")]
    public string? OnViolation { get; set; }

    /// <summary>With -OnViolation: the column whose value is taken away.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Column { get; set; }

    /// <summary>With -OnViolation Quarantine: the columns that identify a row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] Key { get; set; } = [];

    /// <summary>The table is partitioned: partition by partition, so that a run that is stopped goes on where it was.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Partitioned { get; set; }

    /// <inheritdoc/>
    protected override Operation CreateOperation()
    {
        var table = QualifiedName.Parse(Table);
        var expression = new ExpressionFragment(Expression);
        var resolves = !string.IsNullOrEmpty(OnViolation);
        RequireWith(nameof(OnViolation), resolves, (nameof(Column), !string.IsNullOrEmpty(Column)), (nameof(Key), Key.Length > 0));
        RequireWith(nameof(Column), !string.IsNullOrEmpty(Column), (nameof(OnViolation), resolves));
        var check = new AddCheck(table, string.IsNullOrEmpty(Name) ? AddCheck.DefaultName(table, expression) : Identifier.Parse(Name), expression) { NotValid = NotValid, Partitioned = Partitioned };
        return resolves
            ? new AddCheckResolved(check, Identifier.Parse(Column!), Enum.Parse<BrokenValues>(OnViolation!, ignoreCase: true)) { Key = NameParameters.Read(Key) }
            : check;
    }
}
