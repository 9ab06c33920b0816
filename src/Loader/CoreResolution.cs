using System.Reflection;
using System.Runtime.Loader;

namespace SchemaMigrate.Loader;

/// <summary>
/// Answers the default load context's question for Core out of a context of our own. Per process, asked for by several runspaces at once.
/// It stays for the life of the process: once bound, the cmdlets keep Core anyway, and PowerShell does not pair the import and removal of
/// nested modules.
/// </summary>
internal static class CoreResolution
{
    private const string CoreName = "SchemaMigrate.Core";
    private static readonly object Gate = new();
    private static DependencyLoadContext? _dependencies;

    public static void Enable()
    {
        lock (Gate)
        {
            if (_dependencies is null)
            {
                var home = Path.GetDirectoryName(typeof(CoreResolution).Assembly.Location)!;
                _dependencies = new DependencyLoadContext(Path.Combine(home, "dependencies"));
                AssemblyLoadContext.Default.Resolving += Resolve;
            }
        }
    }

    /// <summary>Answers for Core alone: an answer for every file of our folder would hand our Npgsql to other modules' code.</summary>
    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == CoreName ? _dependencies!.LoadFromAssemblyName(name) : null;
}
