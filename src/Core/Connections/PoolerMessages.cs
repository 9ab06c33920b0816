using SchemaMigrate.Errors;

namespace SchemaMigrate.Connections;

/// <summary>What a pooler means. PgBouncer says everything with one SQLSTATE (08P01); only its text, fixed English, tells the causes apart.</summary>
internal static class PoolerMessages
{
    private static readonly (string Words, ErrorDefinition Definition)[] Logins =
    [
        ("startup parameter", ConnectionsErrors.InvalidConnectionString),
        ("no such database", ConnectionsErrors.DatabaseNotFound),
        ("role \"", ConnectionsErrors.AuthenticationFailed),
        ("does not exist", ConnectionsErrors.DatabaseNotFound),
        ("no more connections", ConnectionsErrors.TooManyConnections),
        ("no such user", ConnectionsErrors.AuthenticationFailed),
        ("auth", ConnectionsErrors.AuthenticationFailed),
        ("password", ConnectionsErrors.AuthenticationFailed),
        ("SSL", ConnectionsErrors.TlsFailed),
    ];

    /// <summary>The error that a refused login is.</summary>
    public static ErrorDefinition Login(string message) =>
        Logins.FirstOrDefault(entry => message.Contains(entry.Words, StringComparison.OrdinalIgnoreCase)).Definition ?? ConnectionsErrors.ServerUnreachable;

    /// <summary>Whether a statement was refused because the pool allows no transaction (pool_mode=statement).</summary>
    public static bool ForbidsTransactions(SqlExecutionException error) =>
        error.SqlState == SqlStates.ProtocolViolation && error.MessageText.Contains("transaction", StringComparison.OrdinalIgnoreCase);
}
