using System.Reflection;

namespace SchemaMigrate.Reporting;

/// <summary>How reports name the product.</summary>
internal static class ToolIdentity
{
    public const string Name = "SchemaMigrate";

    /// <summary>The version, without what the build adds behind a plus sign.</summary>
    public static string Version { get; } =
        (typeof(ToolIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+')[0];
}
