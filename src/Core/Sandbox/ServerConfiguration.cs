using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Sandbox;

/// <summary>
/// The settings of a sandbox's server, in a file of their own that postgresql.conf includes. They are not given on the command line, since that
/// silently beats ALTER SYSTEM.
/// </summary>
internal static partial class ServerConfiguration
{
    private const string FileName = "sandbox.conf";

    // Whoever could set these would move the server out of its folder, or out of our sight.
    private static readonly HashSet<string> Decided = new(StringComparer.OrdinalIgnoreCase)
    {
        "data_directory", "hba_file", "ident_file", "external_pid_file", "listen_addresses", "port", "unix_socket_directories", "log_destination", "logging_collector",
    };

    /// <summary>Refuses settings that a sandbox decides itself, before anything is made.</summary>
    /// <exception cref="MigrationException"><see cref="SandboxErrors.SandboxSettingRefused"/>.</exception>
    public static void Check(IReadOnlyDictionary<string, string> settings)
    {
        foreach (var name in settings.Keys)
        {
            if (Decided.Contains(name))
            {
                throw new MigrationException(SandboxErrors.SandboxSettingRefused, $"The setting {name} is decided by the sandbox.") { Target = name };
            }

            if (!SettingName().IsMatch(name))
            {
                throw new MigrationException(SandboxErrors.SandboxSettingRefused, $"'{name}' is not the name of a server setting.") { Target = name };
            }
        }
    }

    /// <summary>Writes the settings into a data directory that no server uses, in place of those written before.</summary>
    /// <param name="folder">The sandbox's folder.</param>
    /// <param name="account">The user that the server runs as.</param>
    /// <param name="options">The user's wishes.</param>
    /// <param name="port">The TCP port on 127.0.0.1, or null for a socket in the folder.</param>
    /// <param name="trust">Whether whoever reaches the socket needs no password.</param>
    public static void Write(SandboxFolder folder, ServiceAccount account, SandboxOptions options, int? port, bool trust)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            // Segments in files of the data directory, so that a killed server leaves nothing in /dev/shm.
            ["dynamic_shared_memory_type"] = OperatingSystem.IsWindows() ? "windows" : "mmap",
            ["shared_buffers"] = "32MB",
            ["log_line_prefix"] = "%m [%p] %a ",
            ["password_encryption"] = "scram-sha-256",
        };
        if (!options.Durable)
        {
            // synchronous_commit stays on: it costs nothing without fsync, and without it a killed server would forget its last commits.
            settings["fsync"] = "off";
            settings["full_page_writes"] = "off";
        }

        foreach (var (name, value) in options.Settings)
        {
            settings[name] = value;
        }

        settings["listen_addresses"] = port is null ? "" : "127.0.0.1";
        settings["unix_socket_directories"] = port is null ? folder.Root : "";
        settings["port"] = (port ?? SandboxLease.SocketPort).ToString(CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        foreach (var (name, value) in settings)
        {
            text.Append(name).Append(" = ").Append(Quote(value)).Append('\n');
        }

        var file = Path.Combine(folder.Data, FileName);
        if (!File.Exists(file))
        {
            File.AppendAllText(Path.Combine(folder.Data, "postgresql.conf"), $"\ninclude = '{FileName}'\n");
        }

        File.WriteAllText(file, text.ToString());
        account.Own(file);
        var method = trust ? "trust" : "scram-sha-256";
        var rule = port is null ? $"local {{0}} all {method}\n" : $"host {{0}} all 127.0.0.1/32 {method}\n";
        File.WriteAllText(
            Path.Combine(folder.Data, "pg_hba.conf"),
            string.Format(CultureInfo.InvariantCulture, rule, "all") + string.Format(CultureInfo.InvariantCulture, rule, "replication"));
    }

    // postgresql.conf knows C-like escapes within quotes.
    private static string Quote(string value) =>
        $"'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}'";

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?$")]
    private static partial Regex SettingName();
}
