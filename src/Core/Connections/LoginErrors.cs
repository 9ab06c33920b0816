using System.Security.Authentication;
using Npgsql;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Connections;

/// <summary>Errors of opening a session.</summary>
internal static class LoginErrors
{
    public static MigrationException Translate(PostgresException error, ConnectionTarget target, Redactor redactor, Exception? inner)
    {
        var definition = error.SqlState switch
        {
            SqlStates.InvalidPassword or SqlStates.InvalidAuthorizationSpecification => ConnectionsErrors.AuthenticationFailed,
            SqlStates.InvalidCatalogName => ConnectionsErrors.DatabaseNotFound,
            SqlStates.ProtocolViolation => PoolerMessages.Login(error.MessageText),
            SqlStates.UndefinedObject => ConnectionsErrors.InvalidConnectionString,
            _ => SqlStateDefinitions.For(error),
        };
        var note = definition == ConnectionsErrors.AuthenticationFailed && target.PasswordNote is { } text ? " " + text : "";
        return new(definition, $"{target.Display}: {redactor.Redact(error.MessageText)} (SQLSTATE {error.SqlState}).{note}", inner) { Target = target };
    }

    public static MigrationException Translate(Exception exception, ConnectionTarget target, Redactor redactor, Exception? inner)
    {
        var definition = Definition(exception);
        var reason = redactor.Redact(exception.InnerException is { } cause ? $"{exception.Message.TrimEnd('.')}: {cause.Message}" : exception.Message);
        var note = definition == ConnectionsErrors.AuthenticationFailed && target.PasswordNote is { } text ? " " + text : "";
        return new(definition, $"{target.Display}: {reason}{note}", inner) { Target = target };
    }

    private static ErrorDefinition Definition(Exception exception)
    {
        if (exception is ArgumentException)
        {
            return ConnectionsErrors.InvalidConnectionString;
        }

        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            // The driver has no type of its own for these; its texts are fixed English.
            if (cause is AuthenticationException || cause.Message.Contains("SSL", StringComparison.Ordinal))
            {
                return ConnectionsErrors.TlsFailed;
            }

            if (cause.Message.StartsWith("No password has been provided", StringComparison.Ordinal))
            {
                return ConnectionsErrors.AuthenticationFailed;
            }
        }

        return ConnectionsErrors.ServerUnreachable;
    }
}
