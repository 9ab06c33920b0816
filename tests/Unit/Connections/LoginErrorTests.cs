using System.Net;
using System.Net.Sockets;
using Npgsql;
using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Sandbox;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Connections;

public sealed class LoginErrorTests(LoginErrorTests.PasswordServer fixture) : IClassFixture<LoginErrorTests.PasswordServer>
{
    private const string Secret = "hunter2-Sécret'x";

    [Fact]
    public async Task A_wrong_password_is_an_authentication_failure()
    {
        await FailsAsync(fixture.Target.WithCredential("postgres", Secret), "AuthenticationFailed", "28P01");
    }

    [Fact]
    public async Task No_password_where_one_is_needed_is_an_authentication_failure()
    {
        var bare = $"host=127.0.0.1 port={fixture.Target.Port} user=postgres dbname=postgres passfile=/nowhere";

        await FailsAsync(ConnectionTarget.Parse(bare, _ => null), "AuthenticationFailed", "No password");
        await FailsAsync(ConnectionTarget.Parse(bare, _ => null), "AuthenticationFailed", "/nowhere does not exist");
    }

    [Fact]
    public async Task An_ignored_password_file_is_mentioned_when_the_login_fails()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, $"*:*:*:*:{Secret}");
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);
            var text = $"host=127.0.0.1 port={fixture.Target.Port} user=postgres dbname=postgres passfile={file}";

            await FailsAsync(ConnectionTarget.Parse(text, _ => null), "AuthenticationFailed", file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task The_password_file_logs_in()
    {
        var file = Path.GetTempFileName();
        try
        {
            var password = fixture.Target.CopySettings().Password;
            await File.WriteAllTextAsync(file, $"127.0.0.1:{fixture.Target.Port}:*:postgres:{password}\n");
            var text = $"host=127.0.0.1 port={fixture.Target.Port} user=postgres dbname=postgres passfile={file}";

            await using var session = await TestSessions.OpenAsync(ConnectionTarget.Parse(text, _ => null));
            Assert.Equal("127.0.0.1", session.Server.ClientAddress);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_named()
    {
        await FailsAsync(fixture.Target.WithDatabase("no_such_db"), "DatabaseNotFound", "no_such_db");
    }

    [Fact]
    public async Task Tls_that_the_server_does_not_offer_is_a_tls_failure()
    {
        await FailsAsync(fixture.Parse("sslmode=require"), "TlsFailed", "SSL");
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_an_unreachable_server()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        await FailsAsync(ConnectionTarget.Parse($"postgresql://u:{Uri.EscapeDataString(Secret)}@127.0.0.1:{port}/d"), "ServerUnreachable", $"127.0.0.1:{port}");
    }

    [Fact]
    public async Task A_host_name_that_does_not_exist_is_an_unreachable_server()
    {
        await FailsAsync(ConnectionTarget.Parse($"postgresql://u:{Uri.EscapeDataString(Secret)}@no-such-host.invalid/d"), "ServerUnreachable", "no-such-host.invalid");
    }

    [Fact]
    public async Task A_server_that_does_not_speak_is_unreachable_after_the_connect_timeout()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        try
        {
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            var target = ConnectionTarget.Parse($"host=127.0.0.1 port={port} user=u dbname=d connect_timeout=1 password={Secret.Replace("'", "\\'", StringComparison.Ordinal)}");

            await FailsAsync(target, "ServerUnreachable", $"{port}");
        }
        finally
        {
            listener.Stop();
        }
    }

    [Fact]
    public async Task No_connection_left_is_its_own_error()
    {
        await using (var administration = await TestSessions.OpenAsync(fixture.Target))
        {
            await administration.ExecuteAsync("DROP ROLE IF EXISTS nobody_in", CancellationToken.None);
            await administration.ExecuteAsync("CREATE ROLE nobody_in LOGIN PASSWORD 'hunter2-Sécret''x' CONNECTION LIMIT 0", CancellationToken.None);
        }

        await FailsAsync(fixture.Target.WithCredential("nobody_in", Secret), "TooManyConnections", "nobody_in");
    }

    [Fact]
    public async Task A_role_that_may_not_connect_lacks_a_privilege()
    {
        await using (var administration = await TestSessions.OpenAsync(fixture.Target))
        {
            await administration.ExecuteAsync("DROP ROLE IF EXISTS outsider", CancellationToken.None);
            await administration.ExecuteAsync("CREATE ROLE outsider LOGIN PASSWORD 'hunter2-Sécret''x'", CancellationToken.None);
            await administration.ExecuteAsync("REVOKE CONNECT ON DATABASE template1 FROM PUBLIC", CancellationToken.None);
        }

        await FailsAsync(fixture.Target.WithCredential("outsider", Secret).WithDatabase("template1"), "InsufficientPrivilege", "outsider");
    }

    [Fact]
    public async Task An_unknown_startup_option_is_a_mistake_in_the_connection_string()
    {
        await FailsAsync(fixture.Parse("options=-c%20no_such_setting=1"), "InvalidConnectionString", "no_such_setting");
    }

    private static async Task FailsAsync(ConnectionTarget target, string id, string named)
    {
        var error = await Assert.ThrowsAsync<MigrationException>(() => TestSessions.OpenAsync(target));

        Assert.Equal(id, error.ErrorId);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        var whole = Everything(error);
        foreach (var secret in new[] { Secret, "hunter2", Uri.EscapeDataString(Secret) }.Concat(target.Secrets))
        {
            Assert.DoesNotContain(secret, whole, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain("Password=", whole, StringComparison.OrdinalIgnoreCase);
    }

    private static string Everything(Exception error)
    {
        var parts = new List<string> { error.ToString() };
        for (var each = error; each is not null; each = each.InnerException)
        {
            parts.AddRange(each.Data.Keys.Cast<object>().Select(key => $"{key}={each.Data[key]}"));
            parts.AddRange(each.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0).Select(property => $"{property.GetValue(each)}"));
        }

        return string.Join('\n', parts);
    }

    /// <summary>A server on TCP that asks for a password.</summary>
    public sealed class PasswordServer : IAsyncLifetime
    {
        private SandboxServer? server;

        public ConnectionTarget Target => ConnectionTarget.Parse(server!.ConnectionString, _ => null);

        public ConnectionTarget Parse(string parameters)
        {
            var settings = new NpgsqlConnectionStringBuilder(server!.ConnectionString);
            return ConnectionTarget.Parse(
                $"postgresql://{settings.Username}:{Uri.EscapeDataString(settings.Password!)}@{settings.Host}:{settings.Port}/{settings.Database}?{parameters}", _ => null);
        }

        public async Task InitializeAsync()
        {
            var binaries = (await PostgresFixture.ServerAsync()).BinDirectory;
            server = await SandboxServer.StartAsync(new SandboxOptions { Tcp = true, BinDirectory = binaries }, TimeProvider.System, CancellationToken.None);
        }

        public async Task DisposeAsync() => await server!.DisposeAsync();
    }
}
