using System.Management.Automation;
using SchemaMigrate.Cmdlets.Input;

namespace SchemaMigrate.Tests.Cmdlets;

public sealed class SessionPathsTests : IDisposable
{
    private readonly ScriptSession _session = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("paths");

    public SessionPathsTests()
    {
        foreach (var name in new[] { "a.sql", "b.sql", "[c].sql" })
        {
            File.WriteAllText(Path.Combine(_folder.FullName, name), "");
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Relative_paths_start_at_the_location_of_the_session_and_not_of_the_process() =>
        Assert.Equal([Path.Combine(_folder.FullName, "a.sql")], Ask(cmdlet => SessionPaths.Existing(cmdlet, "a.sql")));

    [Fact]
    public void Wildcards_name_many_and_literal_paths_have_none()
    {
        Assert.Equal(3, Ask(cmdlet => SessionPaths.Existing(cmdlet, "*.sql")).Length);
        Assert.Equal([Path.Combine(_folder.FullName, "[c].sql")], Ask(cmdlet => [SessionPaths.ExistingLiteral(cmdlet, "[c].sql")]));
    }

    [Fact]
    public void A_path_to_be_made_need_not_exist() =>
        Assert.Equal([Path.Combine(_folder.FullName, "new.sql")], Ask(cmdlet => [SessionPaths.Any(cmdlet, "new.sql")]));

    [Theory]
    [InlineData("missing.sql")]
    [InlineData("*.ps1")]
    [InlineData("nosuchdrive:/x")]
    public void What_is_not_there_is_said_with_the_path_as_it_was_typed(string path)
    {
        var error = Failure(cmdlet => SessionPaths.Existing(cmdlet, path));

        Assert.StartsWith("PathNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(path, error.TargetObject);
    }

    [Fact]
    public void A_missing_literal_path_is_an_error() =>
        Assert.StartsWith("PathNotFound,", Failure(cmdlet => [SessionPaths.ExistingLiteral(cmdlet, "*.sql")]).FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void Other_providers_are_refused() =>
        Assert.StartsWith("PathNotInFileSystem,", Failure(cmdlet => SessionPaths.Existing(cmdlet, "variable:PSVersionTable")).FullyQualifiedErrorId, StringComparison.Ordinal);

    private object?[] Ask(Func<PSCmdlet, IReadOnlyList<string>> ask)
    {
        using var shell = Shell(ask);
        return [.. shell.Invoke().Select(item => item.BaseObject)];
    }

    private ErrorRecord Failure(Func<PSCmdlet, IReadOnlyList<string>> ask)
    {
        using var shell = Shell(ask);
        return Assert.ThrowsAny<RuntimeException>(() => shell.Invoke()).ErrorRecord;
    }

    private PowerShell Shell(Func<PSCmdlet, IReadOnlyList<string>> ask)
    {
        var shell = _session.Start("Invoke-Work $work");
        shell.Runspace.SessionStateProxy.Path.SetLocation(_folder.FullName);
        shell.Runspace.SessionStateProxy.SetVariable("work", (Func<InvokeWorkCommand, CancellationToken, Task>)(async (cmdlet, _) =>
            cmdlet.WriteObject(await cmdlet.OnSession(() => ask(cmdlet)), enumerateCollection: true)));
        return shell;
    }
}
