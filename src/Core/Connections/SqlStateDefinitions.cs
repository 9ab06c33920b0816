using Npgsql;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Connections;

/// <summary>Which row of the error table a SQLSTATE belongs to.</summary>
internal static class SqlStateDefinitions
{
    public static ErrorDefinition For(PostgresException error) => error.SqlState switch
    {
        SqlStates.LockNotAvailable => ConnectionsErrors.LockTimeout,
        SqlStates.DeadlockDetected => ConnectionsErrors.DeadlockDetected,
        SqlStates.SerializationFailure => ConnectionsErrors.SerializationFailure,
        SqlStates.TransactionTimeout => ConnectionsErrors.StatementTimeout,

        // One code for two causes; only the text tells them apart, and only in English. Otherwise the advice of StatementCancelled names both.
        SqlStates.QueryCanceled => error.MessageText.Contains("statement timeout", StringComparison.Ordinal)
            ? ConnectionsErrors.StatementTimeout
            : ConnectionsErrors.StatementCancelled,
        SqlStates.InsufficientPrivilege => ConnectionsErrors.InsufficientPrivilege,
        SqlStates.ReadOnlySqlTransaction => ConnectionsErrors.ReadOnlyServer,
        SqlStates.AdminShutdown or SqlStates.CrashShutdown or SqlStates.CannotConnectNow => ConnectionsErrors.ServerShuttingDown,
        SqlStates.DatabaseDropped or SqlStates.IdleInTransactionSessionTimeout => ConnectionsErrors.ConnectionLost,
        SqlStates.TooManyConnections => ConnectionsErrors.TooManyConnections,

        // As an ERROR it is about one statement: a $1 that nobody gives a value. The connection is not at fault.
        SqlStates.ProtocolViolation when error.InvariantSeverity == "ERROR" => ConnectionsErrors.StatementFailed,
        var state when state.StartsWith("53", StringComparison.Ordinal) => ConnectionsErrors.ServerOutOfResources,
        var state when state.StartsWith("08", StringComparison.Ordinal) => ConnectionsErrors.ConnectionLost,
        _ => ConnectionsErrors.StatementFailed,
    };
}
