using SchemaMigrate.Errors;
using SchemaMigrate.Sandbox;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Sandbox;

public sealed class PostgresSearchTests
{
    [Fact]
    public async Task A_version_that_is_not_there_is_an_error_that_lists_those_that_are()
    {
        var missing = await Assert.ThrowsAsync<MigrationException>(() => Sandboxes.StartAsync(new SandboxOptions { Version = "9.6" }));

        Assert.Equal(SandboxErrors.SandboxVersionNotFound, missing.Definition);
        var found = (await PostgresBinaries.FindAllAsync(TimeProvider.System, CancellationToken.None))[0];
        Assert.Contains($"{found.Version} in {found.Directory}", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_server_is_an_error_that_names_it()
    {
        using var cache = new PrivateCache();
        var missing = await Assert.ThrowsAsync<MigrationException>(() => Sandboxes.StartAsync(new SandboxOptions { BinDirectory = cache.Root }));

        Assert.Equal(SandboxErrors.SandboxBinariesNotFound, missing.Definition);
        Assert.Contains(cache.Root, missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_does_not_run_is_an_error_with_its_complaint()
    {
        using var cache = new PrivateCache();
        foreach (var program in new[] { "postgres", "initdb" })
        {
            var path = Path.Combine(cache.Root, program);
            await File.WriteAllTextAsync(path, "#!/bin/sh\necho 'wrong architecture' >&2\nexit 1\n");
            FileModes.Set(path, 0b111_101_101);
        }

        var broken = await Assert.ThrowsAsync<MigrationException>(() => Sandboxes.StartAsync(new SandboxOptions { BinDirectory = cache.Root }));

        Assert.Equal(SandboxErrors.SandboxBinariesNotFound, broken.Definition);
        Assert.Contains("wrong architecture", broken.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("15.18", "15", true)]
    [InlineData("15.18", "15.18", true)]
    [InlineData("15.18", null, true)]
    [InlineData("15.18", "15.1", false)]
    [InlineData("15.18", "1", false)]
    [InlineData("15.18", "15.180", false)]
    [InlineData("18beta1", "18", true)]
    public void A_constraint_is_a_major_version_or_an_exact_one(string version, string? constraint, bool satisfied) =>
        Assert.Equal(satisfied, new PostgresBinaries("/", version, "").Satisfies(constraint));

    [Fact]
    public async Task The_environment_variable_comes_first_and_a_wrong_one_is_an_error()
    {
        var newest = (await PostgresBinaries.FindAllAsync(TimeProvider.System, CancellationToken.None)).MaxBy(binaries => binaries.Major)!;
        using var owner = await ChildRun.StartAsync("sandbox", (PostgresPlaces.Variable, newest.Directory));
        Assert.EndsWith($"the environment variable {PostgresPlaces.Variable}", owner.Answer, StringComparison.Ordinal);
        await owner.FinishAsync();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => ChildRun.StartAsync("sandbox", (PostgresPlaces.Variable, "/nowhere")));
        Assert.Contains("/nowhere does not hold both initdb and postgres", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_that_its_server_cannot_use_in_place_is_copied_with_its_links_made()
    {
        var installed = (await PostgresBinaries.FindAllAsync(TimeProvider.System, CancellationToken.None)).FirstOrDefault(binaries => binaries.FoundIn.Contains("npm", StringComparison.Ordinal));
        Assert.True(installed is not null, "This test needs the package of package.json: npm ci --ignore-scripts.");
        using var cache = new PrivateCache();
        var project = Directory.CreateDirectory(Path.Combine(cache.Root, "project", "src")).FullName;
        var package = Directory.CreateDirectory(Path.Combine(cache.Root, "project", "node_modules", "any-alias")).FullName;
        var original = Path.GetFullPath(Path.Combine(installed.Directory, "..", ".."));
        File.Copy(Path.Combine(original, "package.json"), Path.Combine(package, "package.json"));
        new FolderCopy().Run(Path.Combine(original, "native"), Path.Combine(package, "native"), CancellationToken.None);
        foreach (var link in Directory.EnumerateFiles(Path.Combine(package, "native", "lib")).Where(file => new FileInfo(file).LinkTarget is not null))
        {
            File.Delete(link);
        }

        // Root's server user cannot read the first; an ordinary user cannot make links in the second.
        FileModes.Set(Path.Combine(cache.Root, "project"), 0b111_000_000);
        FileModes.Set(Path.Combine(package, "native", "lib"), 0b101_101_101);
        try
        {
            var found = await new PostgresSearch(ServiceAccount.ForThisProcess(), cache.Paths, TimeProvider.System, [project]).FindAsync(null, installed.Version, CancellationToken.None);

            Assert.StartsWith(cache.Paths.Binaries, found.Directory, StringComparison.Ordinal);
            Assert.Contains("any-alias", found.FoundIn, StringComparison.Ordinal);
            await using var server = await Sandboxes.StartAsync(new SandboxOptions { BinDirectory = found.Directory });
            Assert.Equal(installed.Version, server.Version);
        }
        finally
        {
            FileModes.Set(Path.Combine(package, "native", "lib"), 0b111_101_101);
        }
    }
}
