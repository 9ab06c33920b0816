using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Adds a check constraint: asserts first that no row breaks it, because from NOT VALID on every UPDATE of such a row would fail; adds it NOT VALID (ACCESS EXCLUSIVE for an
/// instant); validates it in a transaction of its own (SHARE UPDATE EXCLUSIVE during the scan; reads and writes go on).
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Name">The constraint's name; <see cref="DefaultName"/> derives one.</param>
/// <param name="Expression">What must not be false; NULL passes.</param>
public sealed record AddCheck(QualifiedName Table, Identifier Name, ExpressionFragment Expression) : AddConstraint(Table, Name)
{
    /// <summary>Whether the rows that are there are left to <see cref="ConfirmConstraint"/>. An UPDATE of a row that breaks the check fails until then.</summary>
    public bool NotValid { get; init; }

    /// <summary>Whether the table is partitioned. Then it is done partition by partition, so that a run that is stopped goes on where it was; which partitions there are is asked when it runs.</summary>
    public bool Partitioned { get; init; }

    /// <inheritdoc/>
    public override string Summary => $"Add check {Name.Name} to {Table.Display}: {OneLine.Of(Expression.Sql)}";

    /// <summary>The name of a check that was given none: always the same for the same table and expression, at most 63 bytes.</summary>
    /// <param name="table">The table.</param>
    /// <param name="expression">The expression.</param>
    public static Identifier DefaultName(QualifiedName table, ExpressionFragment expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return DerivedName.Of("ck", [table.Name.Name, expression.Sql]);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context)
    {
        Partitions.Refuse(Partitioned, NotValid, "NotValid");
        return Partitioned
            ? [Violations.NoneOf(Table, $"NOT ({Expression})", $"break the check {Name.Name}"), .. Partitions.Constraint(Table, Name, LockMode.AccessExclusive, $"CHECK ({Expression})")]
            : Plain();
    }

    private IReadOnlyList<OperationStep> Plain() => NotValid
        ? [NotValidThenValidate($"CHECK ({Expression})")[0]]
        : [Violations.NoneOf(Table, $"NOT ({Expression})", $"break the check {Name.Name}"), .. NotValidThenValidate($"CHECK ({Expression})")];

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("Add-MigrationCheck").Argument(Table.Spelling).Argument(Expression.Sql).Parameter("Name", Name.Spelling)
            .Switch("NotValid", NotValid)
            .Switch("Partitioned", Partitioned)
            .ToString();
}
