using System.Diagnostics;
using Npgsql;

namespace SchemaMigrate.Connections;

/// <summary>
/// Where to connect and as whom. Immutable. The password is inside but has no property and appears in no text form; what can be seen is
/// <see cref="Display"/>.
/// </summary>
[DebuggerDisplay("{Display}")]
public sealed class ConnectionTarget
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly NpgsqlConnectionStringBuilder settings;

    internal ConnectionTarget(NpgsqlConnectionStringBuilder settings, IReadOnlyList<string> secrets, string? passwordNote)
    {
        this.settings = settings;
        Secrets = secrets;
        PasswordNote = passwordNote;
    }

    /// <summary>The host name or address, the folder of a Unix socket, or several <c>host:port</c> separated by commas.</summary>
    public string Host => settings.Host!;

    /// <summary>The port; for several hosts the one of those that name none.</summary>
    public int Port => settings.Port;

    /// <summary>The database.</summary>
    public string Database => settings.Database!;

    /// <summary>The role that logs in.</summary>
    public string Username => settings.Username!;

    /// <summary>The target for people, <c>user@host:port/database</c>.</summary>
    public string Display => Host.Contains(',', StringComparison.Ordinal)
        ? $"{Username}@{Host}/{Database}"
        : $"{Username}@{Host}:{Port}/{Database}";

    /// <summary>Values that must never be shown.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal IReadOnlyList<string> Secrets { get; }

    /// <summary>Whether a host is the folder of a Unix socket (or an abstract socket).</summary>
    internal bool IsUnixSocket => Host.Split(',').Any(host => host.StartsWith('/') || host.StartsWith('@'));

    /// <summary>Why a password that the user may expect was not used (a password file that others can read), or null.</summary>
    internal string? PasswordNote { get; }

    /// <summary>
    /// Reads an Npgsql connection string (<c>Host=…;Database=…</c>), a libpq URI (<c>postgresql://user@host:port/db?sslmode=require</c>) or
    /// libpq pairs (<c>host=… dbname=…</c>). What is not given comes from the service file, then from libpq's variables (PGHOST, …).
    /// </summary>
    /// <param name="text">The text. A password in it is accepted and never shown.</param>
    /// <exception cref="Errors.MigrationException"><see cref="ConnectionsErrors.InvalidConnectionString"/>, naming the key and not the text;
    /// <see cref="ConnectionsErrors.ServiceNotFound"/>.</exception>
    public static ConnectionTarget Parse(string text) => Parse(text, Environment.GetEnvironmentVariable);

    /// <summary>As <see cref="Parse(string)"/>, with another source of variables.</summary>
    /// <param name="text">The text.</param>
    /// <param name="readVariable">Gives the value of a variable, or null.</param>
    public static ConnectionTarget Parse(string text, Func<string, string?> readVariable)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TargetAssembly.Build(ConnectionText.Read(text), new LibpqEnvironment(readVariable));
    }

    /// <summary>Takes everything from libpq's variables: PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD, PGPASSFILE, PGSERVICE, PGSSLMODE and their kin.</summary>
    /// <exception cref="Errors.MigrationException"><see cref="ConnectionsErrors.InvalidConnectionString"/>, naming the variable;
    /// <see cref="ConnectionsErrors.ServiceNotFound"/>.</exception>
    public static ConnectionTarget FromEnvironment() => FromEnvironment(Environment.GetEnvironmentVariable);

    /// <summary>As <see cref="FromEnvironment()"/>, with another source of variables.</summary>
    /// <param name="readVariable">Gives the value of a variable, or null.</param>
    public static ConnectionTarget FromEnvironment(Func<string, string?> readVariable) =>
        TargetAssembly.Build([], new LibpqEnvironment(readVariable));

    /// <summary>The same target with another login.</summary>
    /// <param name="username">The role that logs in.</param>
    /// <param name="password">Its password.</param>
    public ConnectionTarget WithCredential(string username, string password)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(username);
        ArgumentNullException.ThrowIfNull(password);
        var copy = CopySettings();
        copy.Username = username;
        copy.Password = password;
        return new(copy, [.. Secrets.Append(password).Where(secret => secret.Length > 0).Distinct()], passwordNote: null);
    }

    /// <summary>The same server and login with another database.</summary>
    /// <param name="database">The database.</param>
    public ConnectionTarget WithDatabase(string database)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(database);
        var copy = CopySettings();
        copy.Database = database;
        return new(copy, Secrets, PasswordNote);
    }

    /// <summary>The target for people; never the password.</summary>
    public override string ToString() => Display;

    internal NpgsqlConnectionStringBuilder CopySettings() => new(settings.ConnectionString);
}
