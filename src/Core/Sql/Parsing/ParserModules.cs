using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SchemaMigrate.Errors;
using Wasmtime;
using Module = Wasmtime.Module;

namespace SchemaMigrate.Sql;

/// <summary>The compiled parser and its shim. Compiling takes more than a second, so the result is kept in a <see cref="ModuleCache"/>.</summary>
internal sealed class ParserModules : IDisposable
{
    /// <summary>Wasmtime's own limit for one stack; more than this aborts the process instead of failing.</summary>
    private const int WasmStackBytes = 2 * 1024 * 1024;

    private ParserModules(Engine engine, Module parser, Module shim, bool fromCache)
    {
        (Engine, Parser, Shim, FromCache) = (engine, parser, shim, fromCache);
    }

    public Engine Engine { get; }

    public Module Parser { get; }

    public Module Shim { get; }

    /// <summary>Whether compiling was saved.</summary>
    public bool FromCache { get; }

    public static ParserModules Load(ModuleCache cache)
    {
        WasmtimeLibrary.EnsureResolvable();
        try
        {
            var engine = new Engine(new Config().WithExceptions(true).WithMaximumStackSize(WasmStackBytes));
            if (TryLoad(engine, cache, "parser") is { } parser)
            {
                if (TryLoad(engine, cache, "shim") is { } shim)
                {
                    return new ParserModules(engine, parser, shim, fromCache: true);
                }

                parser.Dispose();
            }

            return Compile(engine, cache);
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException or TypeInitializationException)
        {
            throw new MigrationException(
                SqlErrors.ParserNotAvailable,
                $"The native library of Wasmtime could not be loaded for {WasmtimeLibrary.RuntimeIdentifier}: {exception.GetBaseException().Message}",
                exception);
        }
    }

    /// <summary>What a compiled module depends on besides the parser's own hash.</summary>
    internal static string CacheKey(string part) =>
        $"{part}-{LibPgQueryBinary.Sha256[..16]}-wasmtime-{WasmtimeVersion()}-{RuntimeInformation.ProcessArchitecture}".ToLowerInvariant();

    private static string WasmtimeVersion() =>
        typeof(Engine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? typeof(Engine).Assembly.GetName().Version!.ToString();

    private static Module? TryLoad(Engine engine, ModuleCache cache, string part)
    {
        if (cache.Read(CacheKey(part)) is not { } compiled)
        {
            return null;
        }

        try
        {
            return Module.Deserialize(engine, part, compiled);
        }
        catch (WasmtimeException)
        {
            // Made for another processor or with other settings: compile again.
            return null;
        }
    }

    private static ParserModules Compile(Engine engine, ModuleCache cache)
    {
        var parser = Module.FromBytes(engine, "parser", ReadBinary());
        var shim = Module.FromText(engine, "shim", LongjmpShim.Write(parser.Imports.OfType<FunctionImport>()));
        cache.Write(CacheKey("parser"), parser.Serialize());
        cache.Write(CacheKey("shim"), shim.Serialize());
        return new ParserModules(engine, parser, shim, fromCache: false);
    }

    private static byte[] ReadBinary()
    {
        var path = Path.Combine(Path.GetDirectoryName(typeof(ParserModules).Assembly.Location) ?? "", LibPgQueryBinary.FileName);
        byte[] binary;
        try
        {
            binary = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException(SqlErrors.ParserNotAvailable, $"The SQL parser '{path}' cannot be read: {exception.Message}", exception)
            { Target = path };
        }

        var hash = Convert.ToHexString(SHA256.HashData(binary));
        return hash.Equals(LibPgQueryBinary.Sha256, StringComparison.OrdinalIgnoreCase)
            ? binary
            : throw new MigrationException(SqlErrors.ParserNotAvailable, $"The SQL parser '{path}' is not the file that this version was built with.")
            { Target = path };
    }

    public void Dispose()
    {
        Shim.Dispose();
        Parser.Dispose();
        Engine.Dispose();
    }
}
