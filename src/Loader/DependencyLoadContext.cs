using System.Reflection;
using System.Runtime.Loader;

namespace SchemaMigrate.Loader;

/// <summary>
/// Holds Core and every third-party library apart from the session, so that another module may bring another version of the same library.
/// What the folder does not hold comes from the default context: the framework and PowerShell.
/// </summary>
internal sealed class DependencyLoadContext(string folder) : AssemblyLoadContext("SchemaMigrate")
{
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = Path.Combine(folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
