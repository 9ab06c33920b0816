namespace SchemaMigrate.Connections;

/// <summary>libpq's variables and the files they point to (manual, sections 34.15 to 34.17).</summary>
internal sealed class LibpqEnvironment(Func<string, string?> readVariable)
{
    private static readonly (string Variable, string Keyword)[] Variables =
    [
        ("PGHOST", "host"), ("PGHOSTADDR", "hostaddr"), ("PGPORT", "port"), ("PGDATABASE", "dbname"), ("PGUSER", "user"), ("PGPASSWORD", "password"),
        ("PGOPTIONS", "options"), ("PGAPPNAME", "application_name"), ("PGSSLMODE", "sslmode"), ("PGSSLNEGOTIATION", "sslnegotiation"),
        ("PGSSLCERT", "sslcert"), ("PGSSLKEY", "sslkey"), ("PGSSLROOTCERT", "sslrootcert"), ("PGCHANNELBINDING", "channel_binding"),
        ("PGREQUIREAUTH", "require_auth"), ("PGGSSENCMODE", "gssencmode"), ("PGKRBSRVNAME", "krbsrvname"), ("PGCONNECT_TIMEOUT", "connect_timeout"),
        ("PGTARGETSESSIONATTRS", "target_session_attrs"), ("PGLOADBALANCEHOSTS", "load_balance_hosts"),
    ];

    /// <summary>PGSERVICE.</summary>
    public string? Service => Read("PGSERVICE");

    /// <summary>PGPASSFILE, or where libpq looks for it.</summary>
    public string? PasswordFile => Read("PGPASSFILE") ?? InUserFolder(".pgpass", "pgpass.conf");

    /// <summary>The service files that may exist, in the order in which libpq looks.</summary>
    public IEnumerable<string> ServiceFiles()
    {
        if ((Read("PGSERVICEFILE") ?? InUserFolder(".pg_service.conf", ".pg_service.conf")) is { } user)
        {
            yield return user;
        }

        if (Read("PGSYSCONFDIR") is { } folder)
        {
            yield return Path.Combine(folder, "pg_service.conf");
        }
    }

    /// <summary>The variables that are set, as libpq keywords.</summary>
    public IEnumerable<ConnectionSetting> Settings()
    {
        foreach (var (variable, keyword) in Variables)
        {
            if (Read(variable) is { } value)
            {
                yield return LibpqKeywords.Translate(keyword, value, $"variable {variable}");
            }
        }
    }

    private string? Read(string name) => readVariable(name) is { Length: > 0 } value ? value : null;

    private string? InUserFolder(string unixName, string windowsName) => OperatingSystem.IsWindows()
        ? Read("APPDATA") is { } roaming ? Path.Combine(roaming, "postgresql", windowsName) : null
        : Read("HOME") is { } home ? Path.Combine(home, unixName) : null;
}
