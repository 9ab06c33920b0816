using SchemaMigrate.Errors;

namespace SchemaMigrate.Connections;

/// <summary>PostgreSQL refused or stopped a statement. All facts that the server gave are properties, with secrets removed.</summary>
public sealed class SqlExecutionException : MigrationException
{
    internal SqlExecutionException(ErrorDefinition definition, string message, string sqlState, Exception? innerException)
        : base(definition, message, innerException) => SqlState = sqlState;

    /// <summary>The five characters of the SQLSTATE, for example 55P03; see <see cref="SqlStates"/>.</summary>
    public string SqlState { get; }

    /// <summary>The server's primary message, in the server's language.</summary>
    public string MessageText { get; internal init; } = "";

    /// <summary>The server's severity, always English: ERROR, FATAL or PANIC.</summary>
    public string Severity { get; internal init; } = "ERROR";

    /// <summary>The server's secondary message, when it gave one. It may quote data of the table.</summary>
    public string? Detail { get; internal init; }

    /// <summary>The server's advice, when it gave one.</summary>
    public string? Hint { get; internal init; }

    /// <summary>Where in <see cref="Statement"/> the error is: characters (code points) from 1, or 0 when the server did not say.</summary>
    public int Position { get; internal init; }

    /// <summary>The schema of the object concerned, when the server named one.</summary>
    public string? Schema { get; internal init; }

    /// <summary>The table concerned, when the server named one.</summary>
    public string? Table { get; internal init; }

    /// <summary>The column concerned, when the server named one.</summary>
    public string? Column { get; internal init; }

    /// <summary>The data type concerned, when the server named one.</summary>
    public string? DataType { get; internal init; }

    /// <summary>The constraint concerned, when the server named one.</summary>
    public string? Constraint { get; internal init; }

    /// <summary>The call stack of functions and the inner query, when the server gave it.</summary>
    public string? Where { get; internal init; }

    /// <summary>The statement that was sent, or null when the error belongs to none (the end of a session, a login).</summary>
    public string? Statement { get; internal init; }

    /// <summary>Which item of a batch failed, from 0; 0 also for a statement sent alone.</summary>
    public int StatementIndex { get; internal init; }
}
