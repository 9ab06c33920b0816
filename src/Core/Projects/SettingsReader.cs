using System.Text;
using System.Text.RegularExpressions;

namespace SchemaMigrate.Projects;

/// <summary>Binds the settings file to the records. Every key is listed here once; a key that is not is an error.</summary>
internal static partial class SettingsReader
{
    private static readonly string[] SslModes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];
    private static readonly string[] Severities = ["off", "info", "warning", "danger", "error"];

    public static IReadOnlyDictionary<string, Func<SettingsFile, ProjectSettings, SettingNode, string, ProjectSettings>> ProjectKeys { get; } =
        new Dictionary<string, Func<SettingsFile, ProjectSettings, SettingNode, string, ProjectSettings>>(StringComparer.Ordinal)
        {
            ["$schema"] = (_, settings, _, _) => settings,
            ["path"] = (file, settings, node, key) => settings with { Path = file.Text(node, key) ?? settings.Path },
            ["journalSchema"] = (file, settings, node, key) => settings with { JournalSchema = file.Name(node, key) ?? settings.JournalSchema },
            ["lockTimeout"] = (file, settings, node, key) => settings with { LockTimeout = file.Time(node, key, allowZero: false) ?? settings.LockTimeout },
            ["lockRetryBudget"] = (file, settings, node, key) => settings with { LockRetryBudget = file.Time(node, key, allowZero: true) ?? settings.LockRetryBudget },
            ["runLockTimeout"] = (file, settings, node, key) => settings with { RunLockTimeout = file.Time(node, key, allowZero: true) ?? settings.RunLockTimeout },
            ["statementTimeout"] = (file, settings, node, key) => settings with { StatementTimeout = node.Kind == System.Text.Json.JsonValueKind.Null ? null : file.Time(node, key, allowZero: false) },
            ["ruleSeverities"] = (file, settings, node, key) => settings with { RuleSeverities = ReadSeverities(file, node, key) },
            ["targets"] = (file, settings, node, key) => settings with { Targets = ReadTargets(file, node, key) },
            ["role"] = (file, settings, node, key) => settings with { Role = file.Name(node, key) },
            ["searchPath"] = (file, settings, node, key) => settings with { SearchPath = ReadSearchPath(file, node, key) },
        };

    public static IReadOnlyDictionary<string, Func<SettingsFile, TargetSettings, SettingNode, string, TargetSettings>> TargetKeys { get; } =
        new Dictionary<string, Func<SettingsFile, TargetSettings, SettingNode, string, TargetSettings>>(StringComparer.Ordinal)
        {
            ["connection"] = ReadConnection,
            ["service"] = (file, target, node, key) => target with { Service = file.Text(node, key) },
            ["host"] = (file, target, node, key) => target with { Host = file.Text(node, key) },
            ["port"] = (file, target, node, key) => target with { Port = file.Integer(node, key, 1, 65535) },
            ["database"] = (file, target, node, key) => target with { Database = file.Text(node, key) },
            ["user"] = (file, target, node, key) => target with { User = file.Text(node, key) },
            ["passwordEnv"] = (file, target, node, key) => target with { PasswordEnv = file.Text(node, key) },
            ["sslMode"] = (file, target, node, key) => target with { SslMode = file.Choice(node, key, SslModes) },
        };

    /// <summary>Reads the settings.</summary>
    /// <exception cref="ProjectSettingException">What is wrong, all at once.</exception>
    public static (ProjectSettings Settings, IReadOnlyList<SettingProblem> Warnings) Read(string path, byte[] content)
    {
        var json = content.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? content[Encoding.UTF8.Preamble.Length..] : content;
        var file = new SettingsFile(path, json);
        var settings = ProjectSettings.Default;
        if (file.Parse() is { } root && file.IsObject(root, "schemamigrate.json"))
        {
            file.ReadMembers(root, "", ProjectKeys, ref settings);
        }

        return file.Problems.Count == 0 ? (settings, file.Warnings) : throw new ProjectSettingException(path, file.Problems);
    }

    private static Dictionary<string, ConfiguredSeverity> ReadSeverities(SettingsFile file, SettingNode node, string key)
    {
        var severities = new Dictionary<string, ConfiguredSeverity>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, offset, value) in file.IsObject(node, key) ? node.Members : [])
        {
            if (file.Choice(value, $"{key}.{name}", Severities) is { } severity && !severities.TryAdd(name, Enum.Parse<ConfiguredSeverity>(severity, ignoreCase: true)))
            {
                file.Report(offset, $"{key}.{name}", "stands twice.");
            }
        }

        return severities;
    }

    private static Dictionary<string, TargetSettings> ReadTargets(SettingsFile file, SettingNode node, string key)
    {
        var targets = new Dictionary<string, TargetSettings>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, offset, value) in file.IsObject(node, key) ? node.Members : [])
        {
            if (!targets.TryAdd(name, ReadTarget(file, value, $"{key}.{name}")))
            {
                file.Report(offset, $"{key}.{name}", "stands twice; names of targets do not differ by case.");
            }
        }

        return targets;
    }

    private static TargetSettings ReadTarget(SettingsFile file, SettingNode node, string key)
    {
        var target = new TargetSettings();
        if (!file.IsObject(node, key))
        {
            return target;
        }

        if (node.Members.FirstOrDefault(member => member.Name.Equals("password", StringComparison.OrdinalIgnoreCase)) is { Value: not null } password)
        {
            file.Report(password.Offset, $"{key}.{password.Name}", "does not exist: passwords do not belong in a file. Name an environment variable with 'passwordEnv', or use the libpq password file.");
            return target;
        }

        file.ReadMembers(node, key + ".", TargetKeys, ref target);
        var hasParts = target.Host is not null || target.Port is not null || target.Database is not null || target.User is not null;
        if (target.Connection is not null && (hasParts || target.Service is not null))
        {
            file.Report(node.Offset, key, "has a 'connection' and beside it parts of one; give either.");
        }

        return target;
    }

    private static TargetSettings ReadConnection(SettingsFile file, TargetSettings target, SettingNode node, string key)
    {
        var connection = file.Text(node, key);
        if (connection is not null && LiteralPassword().IsMatch(connection))
        {
            file.Warn(node.Offset, key, "holds a password. Everybody who can read the file has it; use 'passwordEnv' or the libpq password file.");
        }

        return target with { Connection = connection };
    }

    private static List<string>? ReadSearchPath(SettingsFile file, SettingNode node, string key) =>
        file.IsArray(node, key) ? [.. node.Items.Select(item => file.Name(item, key) ?? "")] : null;

    [GeneratedRegex(@"(^|[;\s?&])(password|pwd|passwd)\s*=\s*[^;\s&]|^[a-z]+://[^/@?]*:[^/@?]+@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LiteralPassword();
}
