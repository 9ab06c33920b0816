using System.Security.Cryptography;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Sql;

public sealed class ParserRuntimeTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("parsercache").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void The_shipped_parser_is_the_pinned_one()
    {
        var path = Path.Combine(Path.GetDirectoryName(typeof(SqlScript).Assembly.Location)!, LibPgQueryBinary.FileName);

        Assert.Equal(LibPgQueryBinary.Sha256, Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))).ToLowerInvariant());
    }

    [Fact]
    public void Eight_threads_may_parse_at_once()
    {
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, thread =>
        {
            for (var i = 0; i < 200; i++)
            {
                var name = $"t_{thread}_{i}_é";
                if (i % 10 == 0)
                {
                    Assert.Equal($"syntax error at or near \"{name}\"", Assert.Throws<SqlSyntaxException>(() => SqlScript.Parse($"create tabel {name}")).Problem.Replace("tabel", name));
                }

                Assert.Equal(name, SqlScript.Parse($"create table {name} (id int)").Statements.Single().Node["relation"].Text("relname"));
            }
        });
    }

    [Fact]
    public void A_compiled_parser_is_kept_and_used_again()
    {
        var cache = new ModuleCache([Path.Combine(directory, "cache")]);

        Assert.False(LoadAndParse(cache));
        Assert.True(LoadAndParse(cache));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(cache.Directory!));
            foreach (var file in Directory.GetFiles(cache.Directory!))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }

        foreach (var damage in new Action<string>[] { Flip, Shorten, Empty })
        {
            foreach (var file in Directory.GetFiles(cache.Directory!))
            {
                damage(file);
            }

            Assert.False(LoadAndParse(cache));
            Assert.True(LoadAndParse(cache));
        }
    }

    [Fact]
    public void A_cache_made_for_something_else_is_compiled_anew()
    {
        var cache = new ModuleCache([Path.Combine(directory, "cache")]);
        cache.Write(ParserModules.CacheKey("parser"), RandomNumberGenerator.GetBytes(1000));
        cache.Write(ParserModules.CacheKey("shim"), RandomNumberGenerator.GetBytes(1000));

        Assert.False(LoadAndParse(cache));
    }

    [Fact]
    public void Without_any_directory_the_parser_still_works()
    {
        var file = Path.Combine(directory, "file");
        File.WriteAllText(file, "");
        var cache = new ModuleCache([Path.Combine(file, "cache")]);

        Assert.False(LoadAndParse(cache));
        Assert.Null(cache.Directory);
    }

    [Fact]
    public void A_directory_that_others_can_write_to_or_that_is_a_link_is_not_used()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var open = Directory.CreateDirectory(Path.Combine(directory, "open")).FullName;
        File.SetUnixFileMode(open, (UnixFileMode)Convert.ToInt32("0777", 8));
        var own = Path.Combine(directory, "own");
        Assert.True(PrivateDirectory.TryEnsure(own));
        var link = Path.Combine(directory, "link");
        File.CreateSymbolicLink(link, own);

        Assert.Null(new ModuleCache([open, link]).Directory);
        Assert.Equal(own, new ModuleCache([open, link, own]).Directory);
    }

    [Fact]
    public void A_directory_of_somebody_else_is_not_used_even_by_root()
    {
        if (!OperatingSystem.IsLinux() || UnixOwnership.EffectiveUser != 0)
        {
            return;
        }

        var foreign = Path.Combine(directory, "foreign");
        Assert.True(PrivateDirectory.TryEnsure(foreign));
        System.Diagnostics.Process.Start("chown", ["65534", foreign]).WaitForExit();

        Assert.False(PrivateDirectory.TryEnsure(foreign));
    }

    private static bool LoadAndParse(ModuleCache cache)
    {
        var fromCache = false;
        using var parser = new ParserThread(() =>
        {
            var modules = ParserModules.Load(cache);
            fromCache = modules.FromCache;
            return modules;
        });
        var script = new SqlScriptReader(parser).Read("select 1; select 2", CancellationToken.None);
        Assert.Equal(2, script.Statements.Count);
        return fromCache;
    }

    private static void Flip(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 0xFF;
        File.WriteAllBytes(file, bytes);
    }

    private static void Shorten(string file) => File.WriteAllBytes(file, File.ReadAllBytes(file)[..^100]);

    private static void Empty(string file) => File.WriteAllBytes(file, []);
}
