using Npgsql;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Connections;

/// <summary>Puts a target together in libpq's order: what was given, then the service, then the variables, then the password file, then defaults.</summary>
internal static class TargetAssembly
{
    public static ConnectionTarget Build(IReadOnlyList<ConnectionSetting> given, LibpqEnvironment environment)
    {
        var chosen = new Dictionary<string, ConnectionSetting>(StringComparer.Ordinal);
        Take(chosen, given, lastWins: true);
        var service = chosen.TryGetValue(ConnectionSetting.Service, out var named) ? named.Value : environment.Service;
        chosen.Remove(ConnectionSetting.Service);
        if (service is not null)
        {
            Take(chosen, ServiceFile.Find(service, environment), lastWins: true, onlyMissing: true);
        }

        Take(chosen, environment.Settings(), lastWins: false, onlyMissing: true);

        var builder = new NpgsqlConnectionStringBuilder();
        HostList.Apply(chosen, builder);
        foreach (var setting in chosen.Values)
        {
            Set(builder, setting);
        }

        ApplyDefaults(builder);
        var (secrets, note) = FindPassword(builder, environment);
        return new ConnectionTarget(builder, secrets, note);
    }

    private static void Take(
        Dictionary<string, ConnectionSetting> chosen, IEnumerable<ConnectionSetting> settings, bool lastWins, bool onlyMissing = false)
    {
        var before = onlyMissing ? chosen.Keys.ToHashSet(StringComparer.Ordinal) : [];
        foreach (var setting in settings)
        {
            if (setting.Keyword is null)
            {
                continue;
            }

            var keyword = Canonical(setting);
            if (!before.Contains(keyword) && (lastWins || !chosen.ContainsKey(keyword)))
            {
                chosen[keyword] = setting with { Keyword = keyword };
            }
        }
    }

    // The driver knows several names for one thing; setting one on a scratch builder tells which it is.
    private static string Canonical(ConnectionSetting setting)
    {
        if (setting.Keyword is ConnectionSetting.Service or "Port")
        {
            return setting.Keyword;
        }

        var scratch = new NpgsqlConnectionStringBuilder();
        Set(scratch, setting);
        return scratch.Keys.Cast<string>().FirstOrDefault() ?? setting.Keyword!;
    }

    private static void Set(NpgsqlConnectionStringBuilder builder, ConnectionSetting setting)
    {
        try
        {
            builder[setting.Keyword!] = setting.Value;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException or InvalidCastException or NotSupportedException)
        {
            // The cause is left out on purpose: it may quote the value.
            throw KeyErrors.BadValue(setting.Source, Accepted(setting.Keyword!));
        }
    }

    private static string? Accepted(string keyword) => keyword switch
    {
        "SSL Mode" => "disable, allow, prefer, require, verify-ca, verify-full",
        "Target Session Attributes" => "any, read-write, read-only, primary, standby, prefer-standby",
        "Timeout" => "seconds from 0 to 1024",
        _ => null,
    };

    private static void ApplyDefaults(NpgsqlConnectionStringBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Host))
        {
            throw new MigrationException(ConnectionsErrors.InvalidConnectionString,
                "No host is given: neither the connection string nor PGHOST names one. No default is assumed, so that a missing variable cannot lead to another server.");
        }

        builder.Username = string.IsNullOrEmpty(builder.Username) ? Environment.UserName : builder.Username;
        builder.Database = string.IsNullOrEmpty(builder.Database) ? builder.Username : builder.Database;
        if (builder.Host.Contains(',', StringComparison.Ordinal) && string.IsNullOrEmpty(builder.TargetSessionAttributes))
        {
            // Changing a schema needs the primary; reading its state is possible on any host.
            builder.TargetSessionAttributes = "prefer-primary";
        }

        if (!builder.Keys.Cast<string>().Contains("GSS Encryption Mode"))
        {
            // The driver would look for a Kerberos ticket at every connection.
            builder.GssEncryptionMode = GssEncryptionMode.Disable;
        }
    }

    private static (IReadOnlyList<string> Secrets, string? Note) FindPassword(NpgsqlConnectionStringBuilder builder, LibpqEnvironment environment)
    {
        var secrets = new List<string?> { builder.Password, builder.SslPassword };
        var path = builder.Passfile ?? environment.PasswordFile;
        var note = string.IsNullOrEmpty(builder.Password) && path is not null ? Unusable(path, named: builder.Passfile is not null) : null;
        if (note is not null)
        {
            // The driver would read it all the same, or fail because it is not there.
            builder.Passfile = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";
        }
        else if (string.IsNullOrEmpty(builder.Password) && File.Exists(path))
        {
            var found = HostList.Split(builder.Host!, builder.Port)
                .Select(host => PasswordFile.Find(path, host.Host, host.Port, builder.Database!, builder.Username!)).ToArray();
            secrets.AddRange(found);

            // One password for all hosts is set here; otherwise the driver picks per host from the same file.
            builder.Password = found.Distinct().Count() == 1 ? found[0] : null;
            builder.Passfile = path;
        }

        return ([.. secrets.Where(secret => !string.IsNullOrEmpty(secret)).Select(secret => secret!).Distinct()], note);
    }

    private static string? Unusable(string path, bool named)
    {
        if (!File.Exists(path))
        {
            return named ? $"The password file {path} does not exist." : null;
        }

        return PasswordFile.IsExposed(path) ? $"The password file {path} was ignored: other users can read it (its mode must be 0600 or less)." : null;
    }
}
