using SchemaMigrate.Errors;

namespace SchemaMigrate.Connections;

/// <summary>The stable errors of the Connections room.</summary>
[ErrorDefinitions]
public static class ConnectionsErrors
{
    /// <summary>A connection string, URI, service or variable that cannot be understood.</summary>
    public static readonly ErrorDefinition InvalidConnectionString = new(
        "InvalidConnectionString", ErrorKind.InvalidArgument,
        "Correct the named key. Accepted are an Npgsql connection string, a postgresql:// URI and libpq key=value pairs.");

    /// <summary>A libpq service that is in no service file.</summary>
    public static readonly ErrorDefinition ServiceNotFound = new(
        "ServiceNotFound", ErrorKind.ObjectNotFound,
        "Add the service to the service file, or point PGSERVICEFILE to the file that has it.");

    /// <summary>No answer from the server.</summary>
    public static readonly ErrorDefinition ServerUnreachable = new(
        "ServerUnreachable", ErrorKind.ResourceUnavailable,
        "Check host, port and firewall, and that the server runs and listens there.");

    /// <summary>The server refused the login.</summary>
    public static readonly ErrorDefinition AuthenticationFailed = new(
        "AuthenticationFailed", ErrorKind.AuthenticationError,
        "Check user and password (-Credential, PGPASSWORD or the password file), and the server's pg_hba.conf for this user, database and address.");

    /// <summary>The database does not exist.</summary>
    public static readonly ErrorDefinition DatabaseNotFound = new(
        "DatabaseNotFound", ErrorKind.ObjectNotFound, "Create the database first, or correct its name.");

    /// <summary>The server, the database or the role has no connection left.</summary>
    public static readonly ErrorDefinition TooManyConnections = new(
        "TooManyConnections", ErrorKind.ResourceBusy,
        "Close idle sessions, or raise max_connections or the connection limit of the role or database.");

    /// <summary>The secure channel could not be made.</summary>
    public static readonly ErrorDefinition TlsFailed = new(
        "TlsFailed", ErrorKind.ConnectionError,
        "Check sslmode and sslrootcert against what the server offers; a server without TLS needs sslmode=prefer or disable.");

    /// <summary>The connection broke while it was in use.</summary>
    public static readonly ErrorDefinition ConnectionLost = new(
        "ConnectionLost", ErrorKind.ConnectionError,
        "Run the command again: it asks the database first which steps took effect.");

    /// <summary>The server is starting up, shutting down, or ended the session.</summary>
    public static readonly ErrorDefinition ServerShuttingDown = new(
        "ServerShuttingDown", ErrorKind.ResourceUnavailable,
        "Wait until the server accepts connections, then run the command again.");

    /// <summary>The role may not do it.</summary>
    public static readonly ErrorDefinition InsufficientPrivilege = new(
        "InsufficientPrivilege", ErrorKind.PermissionDenied,
        "Grant the missing privilege, or run as the owner of the object (a role to switch to can be set in the settings).");

    /// <summary>The server or the session accepts no writes.</summary>
    public static readonly ErrorDefinition ReadOnlyServer = new(
        "ReadOnlyServer", ErrorKind.InvalidOperation,
        "Connect to the primary (target_session_attrs=read-write finds it among several hosts), or unset default_transaction_read_only.");

    /// <summary>A statement failed for a reason that has no identifier of its own.</summary>
    public static readonly ErrorDefinition StatementFailed = new(
        "StatementFailed", ErrorKind.InvalidOperation, "Correct the statement; the SQLSTATE and the server's message say what is wrong with it.");

    /// <summary>A lock was not obtained within lock_timeout.</summary>
    public static readonly ErrorDefinition LockTimeout = new(
        "LockTimeout", ErrorKind.OperationTimeout,
        "Wait for the blocking sessions to end, or end them; then run the command again.");

    /// <summary>The server broke a deadlock by ending this statement.</summary>
    public static readonly ErrorDefinition DeadlockDetected = new(
        "DeadlockDetected", ErrorKind.ResourceBusy, "Run the command again; if it happens often, lock the tables in the order the application does.");

    /// <summary>A statement ran longer than statement_timeout or transaction_timeout.</summary>
    public static readonly ErrorDefinition StatementTimeout = new(
        "StatementTimeout", ErrorKind.OperationTimeout, "Give the statement more time, or make it smaller.");

    /// <summary>Somebody cancelled the statement on the server.</summary>
    public static readonly ErrorDefinition StatementCancelled = new(
        "StatementCancelled", ErrorKind.OperationStopped,
        "Ask who cancelled it (pg_cancel_backend), or check statement_timeout; then run the command again.");

    /// <summary>The transaction conflicts with another one.</summary>
    public static readonly ErrorDefinition SerializationFailure = new(
        "SerializationFailure", ErrorKind.ResourceBusy, "Run the command again.");

    /// <summary>The server has no disk space, memory or other resource left.</summary>
    public static readonly ErrorDefinition ServerOutOfResources = new(
        "ServerOutOfResources", ErrorKind.ResourceUnavailable, "Free disk space or memory on the server, then run the command again.");

    /// <summary>The connection goes through a pooler that gives every transaction another backend.</summary>
    public static readonly ErrorDefinition TransactionPooler = new(
        "TransactionPooler", ErrorKind.InvalidOperation,
        "Connect to PostgreSQL directly, or through a pool with pool_mode=session: locks and settings of a session do not hold behind this pooler.");
}
