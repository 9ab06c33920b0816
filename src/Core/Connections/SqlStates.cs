namespace SchemaMigrate.Connections;

/// <summary>SQLSTATE codes the product acts on (manual, appendix A "PostgreSQL Error Codes"), and what they mean to it.</summary>
public static class SqlStates
{
    /// <summary>The wire protocol was violated; poolers use it to refuse a startup parameter.</summary>
    public const string ProtocolViolation = "08P01";

    /// <summary>A write in a read-only transaction, as on a standby.</summary>
    public const string ReadOnlySqlTransaction = "25006";

    /// <summary>A statement after an error in the same transaction.</summary>
    public const string InFailedSqlTransaction = "25P02";

    /// <summary>The server ended a session that idled in a transaction.</summary>
    public const string IdleInTransactionSessionTimeout = "25P03";

    /// <summary>The transaction ran longer than transaction_timeout (17 and later).</summary>
    public const string TransactionTimeout = "25P04";

    /// <summary>No such role, or no rule in pg_hba.conf lets it in.</summary>
    public const string InvalidAuthorizationSpecification = "28000";

    /// <summary>Wrong password.</summary>
    public const string InvalidPassword = "28P01";

    /// <summary>The database does not exist.</summary>
    public const string InvalidCatalogName = "3D000";

    /// <summary>The transaction could not be serialised.</summary>
    public const string SerializationFailure = "40001";

    /// <summary>The server broke a deadlock.</summary>
    public const string DeadlockDetected = "40P01";

    /// <summary>The role lacks a privilege.</summary>
    public const string InsufficientPrivilege = "42501";

    /// <summary>The object exists already: column.</summary>
    public const string DuplicateColumn = "42701";

    /// <summary>The object exists already: constraint, index name and the like.</summary>
    public const string DuplicateObject = "42710";

    /// <summary>The object exists already: schema.</summary>
    public const string DuplicateSchema = "42P06";

    /// <summary>The object exists already: table or other relation.</summary>
    public const string DuplicateTable = "42P07";

    /// <summary>The relation does not exist.</summary>
    public const string UndefinedTable = "42P01";

    /// <summary>The column does not exist.</summary>
    public const string UndefinedColumn = "42703";

    /// <summary>The object (type, constraint, setting) does not exist.</summary>
    public const string UndefinedObject = "42704";

    /// <summary>The schema does not exist.</summary>
    public const string InvalidSchemaName = "3F000";

    /// <summary>A unique constraint was violated.</summary>
    public const string UniqueViolation = "23505";

    /// <summary>The object is used by another session.</summary>
    public const string ObjectInUse = "55006";

    /// <summary>A lock was not obtained in time (lock_timeout, NOWAIT).</summary>
    public const string LockNotAvailable = "55P03";

    /// <summary>The statement was cancelled: statement_timeout or a cancel request.</summary>
    public const string QueryCanceled = "57014";

    /// <summary>An administrator ended the session, or the server shuts down.</summary>
    public const string AdminShutdown = "57P01";

    /// <summary>Another backend crashed and the server restarts.</summary>
    public const string CrashShutdown = "57P02";

    /// <summary>The server starts up, shuts down or recovers.</summary>
    public const string CannotConnectNow = "57P03";

    /// <summary>The database was dropped under the session.</summary>
    public const string DatabaseDropped = "57P04";

    /// <summary>No connection is left.</summary>
    public const string TooManyConnections = "53300";

    /// <summary>A lock was not obtained within lock_timeout.</summary>
    /// <param name="sqlState">A SQLSTATE, or null.</param>
    public static bool IsLockTimeout(string? sqlState) => sqlState == LockNotAvailable;

    /// <summary>The server chose this transaction as the victim of a deadlock.</summary>
    /// <param name="sqlState">A SQLSTATE, or null.</param>
    public static bool IsDeadlock(string? sqlState) => sqlState == DeadlockDetected;

    /// <summary>The transaction conflicts with another one and may succeed when run again.</summary>
    /// <param name="sqlState">A SQLSTATE, or null.</param>
    public static bool IsSerializationFailure(string? sqlState) => sqlState == SerializationFailure;

    /// <summary>The session is gone or about to go: class 08, the shutdown codes, and the timeouts that end a session.</summary>
    /// <param name="sqlState">A SQLSTATE, or null.</param>
    public static bool IsConnectionLoss(string? sqlState) => sqlState
        is AdminShutdown or CrashShutdown or CannotConnectNow or DatabaseDropped or IdleInTransactionSessionTimeout or TransactionTimeout
        || sqlState?.StartsWith("08", StringComparison.Ordinal) == true;

    /// <summary>
    /// Running the whole transaction again may succeed with nothing changed by anybody. After a connection loss the caller must first ask
    /// the database whether the transaction was committed.
    /// </summary>
    /// <param name="sqlState">A SQLSTATE, or null.</param>
    public static bool IsTransient(string? sqlState) =>
        sqlState is not (DatabaseDropped or ProtocolViolation)
        && (IsLockTimeout(sqlState) || IsDeadlock(sqlState) || IsSerializationFailure(sqlState) || IsConnectionLoss(sqlState)
            || sqlState is ObjectInUse or TooManyConnections);
}
