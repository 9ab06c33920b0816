using System.Text;
using SchemaMigrate.Projects;

namespace SchemaMigrate.Tests.Projects;

public sealed class SettingsTests
{
    private const string Everything = """
        {
          // comments are fine
          "$schema": "./schemamigrate.schema.json",
          "path": "db/migrations",
          "journalSchema": "Journal",
          "lockTimeout": "500ms",
          "lockRetryBudget": "1m30s",
          "runLockTimeout": "0s",
          "statementTimeout": "00:10:00",
          "ruleSeverities": { "SM031": "error", "SM007": "Off" },
          "targets": {
            "dev": { "connection": "Host=localhost;Database=app", "passwordEnv": "PW" },
            "Production": { "service": "prod", "host": "db1", "port": 6432, "database": "app", "user": "deploy", "sslMode": "verify-full", },
          },
          "role": "owner role",
          "searchPath": ["app", "public"], /* and trailing commas */
        }
        """;

    [Fact]
    public void Every_setting_is_read()
    {
        var settings = Read(Everything).Settings;

        Assert.Equal("db/migrations", settings.Path);
        Assert.Equal("Journal", settings.JournalSchema);
        Assert.Equal(TimeSpan.FromMilliseconds(500), settings.LockTimeout);
        Assert.Equal(TimeSpan.FromSeconds(90), settings.LockRetryBudget);
        Assert.Equal(TimeSpan.Zero, settings.RunLockTimeout);
        Assert.Equal(TimeSpan.FromMinutes(10), settings.StatementTimeout);
        Assert.Equal(ConfiguredSeverity.Error, settings.RuleSeverities["sm031"]);
        Assert.Equal(ConfiguredSeverity.Off, settings.RuleSeverities["SM007"]);
        Assert.Equal("owner role", settings.Role);
        Assert.Equal(["app", "public"], settings.SearchPath!);
        Assert.Equal(new TargetSettings { Connection = "Host=localhost;Database=app", PasswordEnv = "PW" }, settings.Targets["DEV"]);
        Assert.Equal(
            new TargetSettings { Service = "prod", Host = "db1", Port = 6432, Database = "app", User = "deploy", SslMode = "verify-full" },
            settings.Targets["production"]);
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var settings = Read("\uFEFF{ \"statementTimeout\": null }").Settings;

        Assert.Equal("migrations", settings.Path);
        Assert.Equal("schemamigrate", settings.JournalSchema);
        Assert.Equal(TimeSpan.FromSeconds(2), settings.LockTimeout);
        Assert.Null(settings.StatementTimeout);
        Assert.Null(settings.SearchPath);
        Assert.Empty(settings.Targets);
    }

    [Theory]
    [InlineData("{\n  \"lockTimout\": \"2s\"\n}", "lockTimout", 2, 3, "Did you mean 'lockTimeout'?")]
    [InlineData("{ \"Path\": \"x\" }", "Path", 1, 3, "Did you mean 'path'?")]
    [InlineData("{ \"targets\": { \"é\": { \"hots\": \"x\" } } }", "targets.é.hots", 1, 23, "Did you mean 'host'?")]
    [InlineData("{ \"targets\": { \"a\": { \"password\": \"s3cret\" } } }", "targets.a.password", 1, 23, "passwordEnv")]
    [InlineData("{ \"targets\": { \"a\": { \"connection\": \"x\", \"host\": \"y\" } } }", "targets.a", 1, 21, "give either")]
    [InlineData("{ \"targets\": { \"a\": {}, \"A\": {} } }", "targets.A", 1, 25, "twice")]
    [InlineData("{ \"targets\": { \"a\": { \"port\": 0 } } }", "targets.a.port", 1, 31, "1 to 65535")]
    [InlineData("{ \"targets\": { \"a\": { \"sslMode\": \"requre\" } } }", "targets.a.sslMode", 1, 34, "Did you mean 'require'?")]
    [InlineData("{ \"targets\": [] }", "targets", 1, 14, "an object")]
    [InlineData("{ \"path\": \"a\", \"path\": \"b\" }", "path", 1, 16, "twice")]
    [InlineData("{ \"path\": 1 }", "path", 1, 11, "must be a text")]
    [InlineData("{ \"lockTimeout\": 2 }", "lockTimeout", 1, 18, "500ms")]
    [InlineData("{ \"lockTimeout\": \"0s\" }", "lockTimeout", 1, 18, "longer than zero")]
    [InlineData("{ \"lockTimeout\": \"30d\" }", "lockTimeout", 1, 18, "24 days")]
    [InlineData("{ \"ruleSeverities\": { \"SM001\": \"fatal\" } }", "ruleSeverities.SM001", 1, 32, "off, info, warning, danger, error")]
    [InlineData("{ \"journalSchema\": \"\" }", "journalSchema", 1, 20, "not empty")]
    [InlineData("{ \"role\": \"ééééééééééééééééééééééééééééééééé\" }", "role", 1, 11, "PostgreSQL name")]
    [InlineData("{ \"searchPath\": \"public\" }", "searchPath", 1, 17, "a list")]
    [InlineData("{\n  \"path\": \n}", "", 3, 1, "not valid JSON")]
    [InlineData("[]", "schemamigrate.json", 1, 1, "an object")]
    [InlineData("", "", 1, 1, "not valid JSON")]
    [InlineData("{} {}", "", 1, 4, "not valid JSON")]
    public void A_wrong_setting_is_an_error_with_file_key_and_position(string json, string key, int line, int column, string hint)
    {
        var error = Assert.Throws<ProjectSettingException>(() => Read(json));
        var problem = Assert.Single(error.Problems);

        Assert.Equal("ProjectSettingInvalid", error.ErrorId);
        Assert.Equal((key, line, column), (problem.Key, problem.Line, problem.Column));
        Assert.StartsWith($"/p/schemamigrate.json, line {line}, column {column}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(key, error.Message, StringComparison.Ordinal);
        Assert.Contains(hint, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_wrong_settings_are_reported_together() =>
        Assert.Equal(["a", "path", "targets.x.b"], Assert.Throws<ProjectSettingException>(
            () => Read("{ \"a\": 1, \"path\": 2, \"targets\": { \"x\": { \"b\": 3 } } }")).Problems.Select(problem => problem.Key));

    [Theory]
    [InlineData("Host=x;Password=s3cret", true)]
    [InlineData("host=x password = 's3cret'", true)]
    [InlineData("Pwd=s3cret;Host=x", true)]
    [InlineData("postgresql://me:s3cret@host/db", true)]
    [InlineData("postgresql://host/db?sslmode=require&password=s3cret", true)]
    [InlineData("postgresql://me@host:5432/db", false)]
    [InlineData("postgresql://host:5432/db?options=a@b", false)]
    [InlineData("Host=x;Password=;Username=password", false)]
    [InlineData("Host=x;Passfile=/home/me/.pgpass", false)]
    public void A_password_in_a_connection_is_a_warning_that_does_not_repeat_it(string connection, bool warned)
    {
        var warnings = Read("{ \"targets\": { \"dev\": { \"connection\": \"" + connection + "\" } } }").Warnings;

        Assert.Equal(warned ? 1 : 0, warnings.Count);
        Assert.All(warnings, warning =>
        {
            Assert.Equal("targets.dev.connection", warning.Key);
            Assert.DoesNotContain("s3cret", warning.Message, StringComparison.Ordinal);
            Assert.Contains("line 1, column 39", warning.Message, StringComparison.Ordinal);
        });
    }

    internal static (ProjectSettings Settings, IReadOnlyList<SettingProblem> Warnings) Read(string json) =>
        SettingsReader.Read("/p/schemamigrate.json", Encoding.UTF8.GetBytes(json));
}
