using SchemaMigrate.Connections;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Tests.Connections;

public sealed class ConnectionEnvironmentTests : IDisposable
{
    private readonly string home = Directory.CreateTempSubdirectory("schemamigrate-home-").FullName;
    private readonly Dictionary<string, string> variables = [];

    public ConnectionEnvironmentTests()
    {
        variables["HOME"] = home;
        variables["APPDATA"] = home;
    }

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public void The_variables_of_libpq_make_a_target()
    {
        Set("PGHOST=db", "PGPORT=6000", "PGDATABASE=shop", "PGUSER=ann", "PGPASSWORD=hunter2", "PGSSLMODE=verify-full", "PGOPTIONS=-c work_mem=8MB", "PGCONNECT_TIMEOUT=7");

        var target = ConnectionTarget.FromEnvironment(Read);

        var settings = target.CopySettings();
        Assert.Equal("ann@db:6000/shop", target.Display);
        Assert.Equal(("hunter2", "VerifyFull", "-c work_mem=8MB", 7), (settings.Password, settings.SslMode.ToString(), settings.Options, settings.Timeout));
    }

    [Fact]
    public void What_is_given_wins_over_the_service_and_the_service_over_the_variables()
    {
        Set("PGHOST=variable", "PGUSER=variable", "PGDATABASE=variable", "PGPORT=1111");
        WriteFile(".pg_service.conf", "# services", "[other]", "host=wrong", "", "[shop]", "host=service", "user=service", "sslmode=require", "[later]", "dbname=wrong");

        var target = ConnectionTarget.Parse("host=given service=shop", Read);

        Assert.Equal("service@given:1111/variable", target.Display);
        Assert.Equal("Require", target.CopySettings().SslMode.ToString());
    }

    [Fact]
    public void A_service_may_come_from_the_variable_and_its_own_file()
    {
        var file = WriteFile("services", "[shop]", "host=service", "dbname=d", "user=u");
        Set("PGSERVICE=shop", $"PGSERVICEFILE={file}");

        Assert.Equal("u@service:5432/d", ConnectionTarget.FromEnvironment(Read).Display);
    }

    [Fact]
    public void A_service_that_is_nowhere_is_an_error_that_names_the_files()
    {
        Set("PGSERVICE=shop");

        var error = Assert.Throws<MigrationException>(() => ConnectionTarget.FromEnvironment(Read));

        Assert.Equal("ServiceNotFound", error.ErrorId);
        Assert.Contains(home, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_line_in_a_service_is_an_error_that_names_the_line_and_not_its_text()
    {
        WriteFile(".pg_service.conf", "[shop]", "host=a", "passwrd=hunter2");

        var error = Assert.Throws<MigrationException>(() => ConnectionTarget.Parse("service=shop", Read));

        Assert.Contains("Line 3", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("host=db user=ann dbname=shop", "first")]
    [InlineData("host=db user=bob dbname=shop port=6000", "bob:s\\x")]
    [InlineData("host=elsewhere user=eve dbname=shop", "any")]
    [InlineData("host=db user=ann dbname=shop password=given", "given")]
    public void The_password_file_fills_in_what_its_first_matching_line_says(string text, string password)
    {
        WriteFile(
            ".pgpass", "# comment", "db:5432:shop:ann:first", "db:*:shop:ann:second", @"db:6000:*:bob:bob\:s\\x", "*:*:*:eve:any");
        variables["PGPASSFILE"] = PrivateFile(".pgpass");

        Assert.Equal(password, ConnectionTarget.Parse(text, Read).CopySettings().Password);
    }

    [Fact]
    public void A_password_file_that_others_can_read_is_ignored_and_the_target_knows_why()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var file = WriteFile(".pgpass", "*:*:*:*:hunter2");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        var target = ConnectionTarget.Parse("host=db user=ann", Read);

        Assert.Null(target.CopySettings().Password);
        Assert.Contains(file, target.PasswordNote!, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_at_all_is_an_error_and_not_the_local_server()
    {
        var error = Assert.Throws<MigrationException>(() => ConnectionTarget.FromEnvironment(_ => null));

        Assert.Equal("InvalidConnectionString", error.ErrorId);
        Assert.Contains("PGHOST", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_variable_is_named()
    {
        Set("PGHOST=a", "PGPORT=hunter2");

        var error = Assert.Throws<MigrationException>(() => ConnectionTarget.FromEnvironment(Read));

        Assert.Contains("PGPORT", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    private string? Read(string name) => variables.GetValueOrDefault(name);

    private void Set(params string[] assignments)
    {
        foreach (var assignment in assignments)
        {
            var equals = assignment.IndexOf('=', StringComparison.Ordinal);
            variables[assignment[..equals]] = assignment[(equals + 1)..];
        }
    }

    private string WriteFile(string name, params string[] lines)
    {
        var path = Path.Combine(home, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    private string PrivateFile(string name)
    {
        var path = Path.Combine(home, name);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return path;
    }
}
