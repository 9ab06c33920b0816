using SchemaMigrate.Connections;
using SchemaMigrate.Projects;

namespace SchemaMigrate.Cmdlets;

/// <summary>Makes a connection target of a named target in schemamigrate.json.</summary>
internal static class NamedTarget
{
    public static ConnectionTarget Resolve(Project project, string name)
    {
        var settings = project.GetTarget(name);
        var target = ConnectionTarget.Parse(settings.Connection ?? KeyValues(settings));
        return settings.PasswordEnv is { } variable && Environment.GetEnvironmentVariable(variable) is { Length: > 0 } password
            ? target.WithCredential(target.Username, password)
            : target;
    }

    private static string KeyValues(TargetSettings settings) => string.Join(' ', new (string Key, string? Value)[]
    {
        ("service", settings.Service),
        ("host", settings.Host),
        ("port", settings.Port?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("dbname", settings.Database),
        ("user", settings.User),
        ("sslmode", settings.SslMode),
    }.Where(pair => pair.Value is not null).Select(pair => $"{pair.Key}='{Escape(pair.Value!)}'"));

    // libpq's rule for quoted values (manual, section 34.1.1.1 "Keyword/Value Connection Strings").
    private static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
}
