namespace SchemaMigrate.Operations;

/// <summary>Stops the run when the data is not as expected. Locks: ACCESS SHARE on what the query reads, for as long as it reads; nothing is blocked.</summary>
/// <param name="Query">The query.</param>
/// <param name="Expectation">What it must return.</param>
/// <param name="Message">What is wrong when it does not.</param>
public sealed record AssertData(QueryFragment Query, AssertionExpectation Expectation, string Message) : Operation
{
    /// <summary>What is wrong when the query does not return what is expected.</summary>
    public string Message { get; } = Required.Text(Message, "An assertion needs a message that says what is wrong when it fails.");

    /// <inheritdoc/>
    public override string Summary => $"Assert: {OneLine.Of(Message)}";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context) => [new AssertionOperationStep(Query.Sql, Expectation, Message)];

    /// <inheritdoc/>
    public override OperationInverse Inverse => OperationInverse.Exact();

    /// <inheritdoc/>
    public override string ToScript() =>
        new PowerShellCommand("Assert-MigrationData").Argument(Query.Sql).Argument(Message)
            .Switch("NoRows", Expectation == AssertionExpectation.NoRows)
            .ToString();
}
