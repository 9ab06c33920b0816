using SchemaMigrate.Errors;

namespace SchemaMigrate.Operations;

/// <summary>Runs SQL that the author wrote. Its locks are those of its statements.</summary>
public sealed record InvokeSql : Operation
{
    /// <summary>Takes SQL.</summary>
    /// <param name="sql">One or more statements, without transaction control.</param>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.IncompleteOperation"/>: there is no SQL.</exception>
    public InvokeSql(string sql) => Sql = Required.Text(sql, "The SQL is empty.");

    /// <summary>The statements.</summary>
    public string Sql { get; }

    /// <summary>The statements that undo it; null when there are none.</summary>
    public string? Downgrade { get; private init; }

    /// <summary>Why there is no way back; null when nobody said.</summary>
    public string? IrreversibleReason { get; private init; }

    /// <inheritdoc/>
    public override string Summary => $"Run SQL: {OneLine.Of(Sql)}";

    /// <summary>The same SQL, with the statements that undo it.</summary>
    /// <param name="sql">One or more statements.</param>
    public InvokeSql WithDowngrade(string sql) =>
        this with { Downgrade = Required.Text(sql, "The SQL of the downgrade is empty."), IrreversibleReason = null };

    /// <summary>The same SQL, declared to have no way back.</summary>
    /// <param name="reason">Why, for those who would want to go back.</param>
    public InvokeSql WithoutDowngrade(string reason) =>
        this with { IrreversibleReason = Required.Text(reason, "The reason why the SQL is irreversible is empty."), Downgrade = null };

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context) => [new SqlOperationStep(Sql)];

    /// <inheritdoc/>
    public override OperationInverse Inverse => Downgrade is { } down
        ? OperationInverse.Exact(new InvokeSql(down).WithDowngrade(Sql))
        : OperationInverse.Irreversible(IrreversibleReason ?? $"No downgrade was given for: {OneLine.Of(Sql)}");

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("Invoke-MigrationSql").Argument(Sql)
            .Parameter("Downgrade", Downgrade)
            .Parameter("Irreversible", IrreversibleReason)
            .ToString();
}
