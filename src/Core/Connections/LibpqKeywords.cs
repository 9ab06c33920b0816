using SchemaMigrate.Errors;

namespace SchemaMigrate.Connections;

/// <summary>libpq's connection keywords (manual, section 34.1.2) in the driver's words.</summary>
internal static class LibpqKeywords
{
    private static readonly Dictionary<string, string?> Known = new(StringComparer.Ordinal)
    {
        ["host"] = "Host", ["hostaddr"] = "Host", ["port"] = "Port", ["dbname"] = "Database", ["user"] = "Username", ["password"] = "Password",
        ["passfile"] = "Passfile", ["connect_timeout"] = "Timeout", ["options"] = "Options", ["application_name"] = "Application Name",
        ["sslmode"] = "SSL Mode", ["sslnegotiation"] = "SSL Negotiation", ["sslcert"] = "SSL Certificate", ["sslkey"] = "SSL Key",
        ["sslpassword"] = "SSL Password", ["sslrootcert"] = "Root Certificate", ["channel_binding"] = "Channel Binding",
        ["require_auth"] = "Require Auth", ["gssencmode"] = "GSS Encryption Mode", ["krbsrvname"] = "Kerberos Service Name",
        ["target_session_attrs"] = "Target Session Attributes", ["load_balance_hosts"] = "Load Balance Hosts",
        ["service"] = ConnectionSetting.Service,

        // Understood, and without effect: the session sets these itself, or they only tune what the driver does anyway.
        ["client_encoding"] = null, ["fallback_application_name"] = null, ["keepalives"] = null, ["keepalives_idle"] = null,
        ["keepalives_interval"] = null, ["keepalives_count"] = null, ["tcp_user_timeout"] = null, ["sslcompression"] = null,
        ["sslsni"] = null, ["gsslib"] = null, ["gssdelegation"] = null,
    };

    // Ignoring one of these would connect with less security, or to something else, than the user asked for.
    private static readonly string[] Refused =
        ["sslcrl", "sslcrldir", "sslcertmode", "ssl_min_protocol_version", "ssl_max_protocol_version", "requiressl", "requirepeer", "replication",
         "servicefile", "min_protocol_version", "max_protocol_version", "scram_client_key", "scram_server_key", "oauth_issuer", "oauth_client_id"];

    public static IEnumerable<string> Names => Known.Keys;

    public static bool Contains(string keyword) => Known.ContainsKey(keyword) || Refused.Contains(keyword, StringComparer.Ordinal);

    public static ConnectionSetting Translate(string keyword, string value, string source)
    {
        if (Refused.Contains(keyword, StringComparer.Ordinal))
        {
            throw new MigrationException(ConnectionsErrors.InvalidConnectionString, $"The {source} is not supported.") { Target = keyword };
        }

        return new(Known[keyword], keyword switch
        {
            "sslmode" or "target_session_attrs" => value.Replace("-", "", StringComparison.Ordinal),
            "load_balance_hosts" => value == "random" ? "true" : "false",

            // libpq: zero, negative or empty waits without limit; so does the driver with zero.
            "connect_timeout" => value.StartsWith('-') ? "0" : value,
            _ => value,
        }, source);
    }
}
