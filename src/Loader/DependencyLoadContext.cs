using System.Reflection;
using System.Runtime.InteropServices;
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

    /// <summary>Native libraries lie in runtimes/&lt;rid&gt;/native, which only an application's own deps.json would make the runtime probe.</summary>
    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName)
    {
        var native = Path.Combine(folder, "runtimes", PortableRid(), "native");
        string[] names = [unmanagedDllName, $"lib{unmanagedDllName}.so", $"lib{unmanagedDllName}.dylib", $"{unmanagedDllName}.dll"];
        var path = names.Select(name => Path.Combine(native, name)).FirstOrDefault(File.Exists);
        return path is null ? IntPtr.Zero : LoadUnmanagedDllFromPath(path);
    }

    /// <summary>RuntimeInformation.RuntimeIdentifier may name a distribution; packages name the portable identifier.</summary>
    private static string PortableRid()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        var architecture = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => "x64",
            Architecture.X86 => "x86",
            Architecture.Arm64 => "arm64",
            Architecture.Arm => "arm",
            var other => other.ToString(),
        };
        return $"{system}-{architecture}";
    }
}
