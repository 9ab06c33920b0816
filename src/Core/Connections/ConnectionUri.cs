using System.Text;

namespace SchemaMigrate.Connections;

/// <summary>
/// libpq's URI: <c>postgresql://user:password@host:port,host:port/database?key=value</c> (manual, section 34.1.1.2). System.Uri cannot read
/// several hosts, a socket folder as host, or an empty host.
/// </summary>
internal static class ConnectionUri
{
    private static readonly string[] Schemes = ["postgresql://", "postgres://"];

    public static bool IsUri(string text) => Schemes.Any(scheme => text.AsSpan().TrimStart().StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    public static IReadOnlyList<ConnectionSetting> Read(string text)
    {
        text = text.Trim();
        var rest = text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var settings = new List<ConnectionSetting>();

        var queryAt = rest.IndexOf('?', StringComparison.Ordinal);
        var query = queryAt < 0 ? "" : rest[(queryAt + 1)..];
        rest = queryAt < 0 ? rest : rest[..queryAt];

        var pathAt = rest.IndexOf('/', StringComparison.Ordinal);
        var database = pathAt < 0 ? "" : rest[(pathAt + 1)..];
        var authority = pathAt < 0 ? rest : rest[..pathAt];

        // The last '@': no host holds one, and a password with a bare '@' is a common slip.
        var loginAt = authority.LastIndexOf('@');
        if (loginAt >= 0)
        {
            ReadLogin(authority[..loginAt], settings);
        }

        ReadHosts(authority[(loginAt + 1)..], settings);
        Add(settings, "dbname", database, "database name of the URI");
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            ReadParameter(pair, settings);
        }

        return settings;
    }

    private static void ReadLogin(string login, List<ConnectionSetting> settings)
    {
        var colon = login.IndexOf(':', StringComparison.Ordinal);
        Add(settings, "user", colon < 0 ? login : login[..colon], "user name of the URI");
        Add(settings, "password", colon < 0 ? "" : login[(colon + 1)..], "password of the URI");
    }

    private static void ReadHosts(string authority, List<ConnectionSetting> settings)
    {
        var hosts = new List<string>();
        var ports = new List<string>();
        foreach (var part in authority.Split(','))
        {
            var colon = part.LastIndexOf(':');
            var hasPort = colon >= 0 && colon > part.LastIndexOf(']');
            hosts.Add(Decode(hasPort ? part[..colon] : part, "host of the URI").Trim('[', ']'));
            ports.Add(hasPort ? part[(colon + 1)..] : "");
        }

        if (ports.Any(port => port.Length > 0 && !port.All(char.IsAsciiDigit)))
        {
            // A bare '/', '?' or '#' in a password ends up here: the rest of the password looks like a host or a port.
            throw KeyErrors.Malformed("a port of the URI is no number. A password with one of / ? # @ : % in it must be percent-encoded.");
        }

        if (hosts.Any(host => host.Length > 0))
        {
            settings.Add(LibpqKeywords.Translate("host", string.Join(',', hosts), "host of the URI"));
        }

        if (ports.Any(port => port.Length > 0))
        {
            settings.Add(LibpqKeywords.Translate("port", string.Join(',', ports), "port of the URI"));
        }
    }

    private static void ReadParameter(string pair, List<ConnectionSetting> settings)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            throw KeyErrors.Malformed("a parameter of the URI has no value.");
        }

        var key = Decode(pair[..equals], "parameter of the URI");
        var value = Decode(pair[(equals + 1)..], $"parameter '{key}' of the URI");
        if (key == "ssl" && value == "true")
        {
            // As JDBC spells it; libpq accepts it too.
            (key, value) = ("sslmode", "require");
        }

        if (!LibpqKeywords.Contains(key))
        {
            throw KeyErrors.Unknown(key, afterSecret: settings.Count > 0 && settings[^1].Keyword == "Password", LibpqKeywords.Names);
        }

        settings.Add(LibpqKeywords.Translate(key, value, $"parameter '{key}' of the URI"));
    }

    private static void Add(List<ConnectionSetting> settings, string keyword, string encoded, string source)
    {
        if (encoded.Length > 0)
        {
            settings.Add(LibpqKeywords.Translate(keyword, Decode(encoded, source), source));
        }
    }

    private static string Decode(string encoded, string source)
    {
        var bytes = new List<byte>(encoded.Length);
        for (var i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] != '%')
            {
                var length = char.IsHighSurrogate(encoded[i]) && i + 1 < encoded.Length ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(encoded.Substring(i, length)));
                i += length - 1;
            }
            else if (i + 2 < encoded.Length && char.IsAsciiHexDigit(encoded[i + 1]) && char.IsAsciiHexDigit(encoded[i + 2]))
            {
                bytes.Add(Convert.ToByte(encoded.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                throw KeyErrors.Malformed($"the {source} has a '%' without two hexadecimal digits; write %25 for the character itself.");
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
