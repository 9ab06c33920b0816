using SchemaMigrate.Connections;

namespace SchemaMigrate.Execution;

/// <summary>PostgreSQL refused a statement of a step. The step was rolled back; what the server said is here as properties.</summary>
public sealed class StepFailedException : StepException
{
    internal StepFailedException(StepLocation location, SqlExecutionException cause, IReadOnlyList<string> kept)
        : base(ExecutionErrors.StepFailed, location, $"{cause.SqlState}: {cause.MessageText.TrimEnd('.')}.", kept, cause) => Cause = cause;

    /// <summary>The five characters of the SQLSTATE.</summary>
    public string SqlState => Cause.SqlState;

    /// <summary>The server's secondary message, when it gave one. It may quote data of the table.</summary>
    public string? Detail => Cause.Detail;

    /// <summary>The server's advice, when it gave one.</summary>
    public string? Hint => Cause.Hint;

    /// <inheritdoc/>
    public override string RecommendedAction => Hint is { Length: > 0 } hint ? $"{hint.TrimEnd('.')}. Then run the command again: it continues with this step." : base.RecommendedAction;

    /// <summary>The table concerned, when the server named one.</summary>
    public string? Table => Cause.Table;

    /// <summary>The constraint concerned, when the server named one.</summary>
    public string? Constraint => Cause.Constraint;

    /// <summary>The server's error with all its facts.</summary>
    public SqlExecutionException Cause { get; }
}
