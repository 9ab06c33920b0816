using System.Globalization;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Connections;

/// <summary>Settings of a session or of a transaction. Null leaves a setting as it is.</summary>
public sealed record SessionSettings
{
    /// <summary>No setting at all.</summary>
    public static SessionSettings None { get; } = new();

    /// <summary>The role to act as (SET ROLE).</summary>
    public Identifier? Role { get; init; }

    /// <summary>The schemas of search_path, in order. An empty list leaves only pg_catalog.</summary>
    public IReadOnlyList<Identifier>? SearchPath { get; init; }

    /// <summary>lock_timeout: how long a statement may wait for a lock. Zero waits without limit.</summary>
    public TimeSpan? LockTimeout { get; init; }

    /// <summary>statement_timeout: how long a statement may run. Zero is without limit.</summary>
    public TimeSpan? StatementTimeout { get; init; }

    /// <summary>idle_in_transaction_session_timeout: how long the session may idle in an open transaction before the server ends it. Zero is without limit.</summary>
    public TimeSpan? IdleInTransactionTimeout { get; init; }

    /// <summary>TimeZone, for example UTC.</summary>
    public string? TimeZone { get; init; }

    /// <summary>application_name, as pg_stat_activity shows it.</summary>
    public string? ApplicationName { get; init; }

    /// <summary>One SELECT that sets everything given, or null when nothing is.</summary>
    internal string? ToSql(SettingScope scope)
    {
        var local = Literal.Of(scope == SettingScope.Transaction);
        var calls = Values().Select(setting => $"pg_catalog.set_config({Literal.Of(setting.Name)}, {Literal.Of(setting.Value)}, {local})").ToArray();
        return calls.Length == 0 ? null : "SELECT " + string.Join(", ", calls);
    }

    /// <summary>One statement per setting given, each back to what the session began with.</summary>
    internal IReadOnlyList<BatchItem> ToRestoreItems() => Values().Select(setting => new BatchItem($"RESET {setting.Name}")).ToArray();

    private IEnumerable<(string Name, string Value)> Values()
    {
        // The role comes last: it may lack the right to change what is set before it.
        if (SearchPath is { } path)
        {
            yield return ("search_path", path.Count == 0 ? "\"\"" : string.Join(", ", path));
        }

        if (LockTimeout is { } lockTimeout)
        {
            yield return ("lock_timeout", Milliseconds(lockTimeout));
        }

        if (StatementTimeout is { } statementTimeout)
        {
            yield return ("statement_timeout", Milliseconds(statementTimeout));
        }

        if (IdleInTransactionTimeout is { } idleTimeout)
        {
            yield return ("idle_in_transaction_session_timeout", Milliseconds(idleTimeout));
        }

        if (TimeZone is { } timeZone)
        {
            yield return ("timezone", timeZone);
        }

        if (ApplicationName is { } applicationName)
        {
            yield return ("application_name", applicationName);
        }

        if (Role is { } role)
        {
            yield return ("role", role.Name);
        }
    }

    // Zero means "no limit" to the server, so a positive time must never round down to it.
    private static string Milliseconds(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        var milliseconds = Math.Min(int.MaxValue, Math.Ceiling(time.TotalMilliseconds));
        return milliseconds.ToString("F0", CultureInfo.InvariantCulture);
    }
}
