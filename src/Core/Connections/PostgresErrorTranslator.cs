using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Connections;

/// <summary>Turns what the driver throws into errors of the error table, without secrets.</summary>
internal sealed class PostgresErrorTranslator(ConnectionTarget target)
{
    private readonly Redactor redactor = Redactor.For(target);

    /// <summary>Translates an error of a statement; null when it is not the driver's and must pass as it is.</summary>
    public Exception? Translate(Exception exception, IReadOnlyList<BatchItem> items, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException => Cancelled(exception, cancellationToken),
        PostgresException { SqlState: SqlStates.QueryCanceled } when cancellationToken.IsCancellationRequested => Cancelled(exception, cancellationToken),

        // The first error is the error: a statement that failed by itself did so, even when it was about to be cancelled.
        PostgresException postgres => FromServer(postgres, items),

        // Two uses of one session at once: a defect of the caller, not of the connection.
        NpgsqlOperationInProgressException => null,
        _ when !IsDriverError(exception) => null,
        _ when cancellationToken.IsCancellationRequested => Cancelled(exception, cancellationToken),
        _ => Lost(exception),
    };

    /// <summary>Translates an error of opening a session.</summary>
    public Exception? TranslateOpening(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException when cancellationToken.IsCancellationRequested => Cancelled(exception, cancellationToken),
        PostgresException postgres => LoginErrors.Translate(postgres, target, redactor, SafeInner(postgres)),
        _ when IsDriverError(exception) || exception is ArgumentException or OperationCanceledException => LoginErrors.Translate(exception, target, redactor, SafeInner(exception)),
        _ => null,
    };

    private static bool IsDriverError(Exception exception) =>
        exception is NpgsqlException or SocketException or IOException or TimeoutException or ObjectDisposedException or AuthenticationException
        || exception is InvalidOperationException { Source: "Npgsql" } && exception.Message.Contains("not open", StringComparison.Ordinal);

    private OperationCanceledException Cancelled(Exception exception, CancellationToken cancellationToken) =>
        new("The statement was cancelled.", SafeInner(exception), cancellationToken);

    private MigrationException Lost(Exception exception) => new(
        ConnectionsErrors.ConnectionLost, $"The connection to {target.Display} was lost: {redactor.Redact(exception.Message)}", SafeInner(exception));

    private SqlExecutionException FromServer(PostgresException error, IReadOnlyList<BatchItem> items)
    {
        var index = FailedIndex(error, items);
        var statement = index < items.Count ? items[index].Sql : null;
        var text = redactor.Redact(error.MessageText);
        var detail = error.Detail is { } d ? redactor.Redact(d) : null;
        var message = $"{error.SqlState}: {text}" + (detail is null ? "" : $" ({detail.TrimEnd('.')})");
        return new SqlExecutionException(SqlStateDefinitions.For(error), message, error.SqlState, SafeInner(error))
        {
            MessageText = text,
            Severity = error.InvariantSeverity,
            Detail = detail,
            Hint = error.Hint is { } hint ? redactor.Redact(hint) : null,
            Position = error.Position,
            Schema = error.SchemaName,
            Table = error.TableName,
            Column = error.ColumnName,
            DataType = error.DataTypeName,
            Constraint = error.ConstraintName,
            Where = error.Where is { } where ? redactor.Redact(where) : null,
            Statement = statement is null ? null : redactor.Redact(statement),
            StatementIndex = index,
        };
    }

    private static int FailedIndex(PostgresException error, IReadOnlyList<BatchItem> items)
    {
        for (var i = 0; error.BatchCommand is not null && i < items.Count; i++)
        {
            if (ReferenceEquals(items[i].Sql, error.BatchCommand.CommandText))
            {
                return i;
            }
        }

        return 0;
    }

    // The driver's exceptions carry server text and, in places, the failed command; they are dropped when a known secret is in them.
    private Exception? SafeInner(Exception exception) => redactor.Holds(exception.ToString()) ? null : exception;
}
