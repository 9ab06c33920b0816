using System.Globalization;
using Npgsql;

namespace SchemaMigrate.Connections;

/// <summary>Several hosts: libpq keeps hosts and ports in two lists, the driver in one list of <c>host:port</c>.</summary>
internal static class HostList
{
    private const int DefaultPort = 5432;

    /// <summary>Moves host and port from the chosen settings into the builder.</summary>
    public static void Apply(Dictionary<string, ConnectionSetting> chosen, NpgsqlConnectionStringBuilder builder)
    {
        var hosts = chosen.Remove("Host", out var host) ? host.Value.Split(',', StringSplitOptions.TrimEntries) : [];
        var ports = chosen.Remove("Port", out var port) ? port.Value.Split(',', StringSplitOptions.TrimEntries) : [];
        foreach (var text in ports)
        {
            if (text.Length > 0 && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 65535))
            {
                throw KeyErrors.BadValue(port.Source, "1 to 65535");
            }
        }

        if (ports.Length > 1 && ports.Length != hosts.Length)
        {
            throw KeyErrors.BadValue(port.Source, "one port, or one for each host");
        }

        if (ports.Length <= 1)
        {
            builder.Host = string.Join(',', hosts);
            builder.Port = ports is [{ Length: > 0 } only] ? int.Parse(only, CultureInfo.InvariantCulture) : DefaultPort;
            return;
        }

        builder.Host = string.Join(',', hosts.Select((name, i) => $"{Bracket(name)}:{(ports[i].Length > 0 ? ports[i] : DefaultPort)}"));
        builder.Port = DefaultPort;
    }

    /// <summary>The hosts of a driver's list.</summary>
    public static IEnumerable<(string Host, int Port)> Split(string hosts, int defaultPort)
    {
        foreach (var part in hosts.Split(',', StringSplitOptions.TrimEntries))
        {
            var colon = part.LastIndexOf(':');
            var isPort = colon > part.LastIndexOf(']') && part.IndexOf(':', StringComparison.Ordinal) is var first && (first == colon || part[0] == '[');
            yield return isPort && int.TryParse(part[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                ? (part[..colon].Trim('[', ']'), port)
                : (part.Trim('[', ']'), defaultPort);
        }
    }

    private static string Bracket(string host) => host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
}
