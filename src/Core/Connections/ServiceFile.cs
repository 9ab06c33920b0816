using SchemaMigrate.Errors;

namespace SchemaMigrate.Connections;

/// <summary>libpq's service file (manual, section 34.17).</summary>
internal static class ServiceFile
{
    public static IReadOnlyList<ConnectionSetting> Find(string service, LibpqEnvironment environment)
    {
        var looked = new List<string>();
        foreach (var path in environment.ServiceFiles())
        {
            looked.Add(path);
            if (File.Exists(path) && Read(path, service) is { } settings)
            {
                return settings;
            }
        }

        throw new MigrationException(ConnectionsErrors.ServiceNotFound, looked.Count == 0
            ? $"The service '{service}' was not found: neither PGSERVICEFILE nor a home folder says where the service file is."
            : $"The service '{service}' was not found in {string.Join(" or ", looked)}.")
        { Target = service };
    }

    private static List<ConnectionSetting>? Read(string path, string service)
    {
        List<ConnectionSetting>? settings = null;
        var number = 0;
        foreach (var raw in File.ReadLines(path))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line[0] == '[')
            {
                if (settings is not null)
                {
                    break;
                }

                settings = line == $"[{service}]" ? [] : null;
                continue;
            }

            if (settings is null)
            {
                continue;
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            var key = equals < 0 ? "" : line[..equals].Trim();
            if (!LibpqKeywords.Contains(key) || key == "service")
            {
                throw new MigrationException(ConnectionsErrors.InvalidConnectionString, $"Line {number} of {path} has no known key.") { Target = path };
            }

            settings.Add(LibpqKeywords.Translate(key, line[(equals + 1)..].Trim(), $"key '{key}' of service '{service}'"));
        }

        return settings;
    }
}
