using System.Reflection;
using System.Runtime.InteropServices;
using Wasmtime;

namespace SchemaMigrate.Sql;

/// <summary>Finds Wasmtime's native library beside this assembly: plug-in hosts such as PowerShell do not look into runtimes/ by themselves.</summary>
internal static class WasmtimeLibrary
{
    private static readonly Lazy<bool> Registered = new(Register);

    public static void EnsureResolvable() => _ = Registered.Value;

    /// <summary>The runtime identifier of this process, as NuGet packages spell it.</summary>
    internal static string RuntimeIdentifier =>
        (OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")
        + "-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    private static bool Register()
    {
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(Engine).Assembly, Resolve);
            return true;
        }
        catch (InvalidOperationException)
        {
            // Somebody else who loaded this very assembly has set a resolver already: theirs has to find it.
            return false;
        }
    }

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != "wasmtime")
        {
            return IntPtr.Zero;
        }

        var file = OperatingSystem.IsWindows() ? "wasmtime.dll" : OperatingSystem.IsMacOS() ? "libwasmtime.dylib" : "libwasmtime.so";
        foreach (var owner in new[] { typeof(WasmtimeLibrary).Assembly, assembly })
        {
            var folder = Path.GetDirectoryName(owner.Location);
            if (!string.IsNullOrEmpty(folder)
                && NativeLibrary.TryLoad(Path.Combine(folder, "runtimes", RuntimeIdentifier, "native", file), out var handle))
            {
                return handle;
            }
        }

        // Zero lets the runtime go its default way.
        return IntPtr.Zero;
    }
}
