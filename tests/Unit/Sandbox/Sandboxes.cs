using System.Diagnostics;
using Npgsql;
using SchemaMigrate.Sandbox;

namespace SchemaMigrate.Tests.Sandbox;

/// <summary>What the tests of this room say often.</summary>
internal static class Sandboxes
{
    public static Task<SandboxServer> StartAsync(SandboxOptions? options = null) =>
        SandboxServer.StartAsync(options ?? new SandboxOptions(), TimeProvider.System, CancellationToken.None);

    public static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is { } value and not DBNull ? value : null;
    }

    public static bool IsRunning(int processId) => ProcessIdentity.Of(processId) is not null;

    /// <summary>Whether the command line of any process names a path.</summary>
    public static bool IsMentioned(string path)
    {
        using var list = Process.Start(new ProcessStartInfo("ps", ["-eo", "args"]) { RedirectStandardOutput = true })!;
        return list.StandardOutput.ReadToEnd().Contains(path, StringComparison.Ordinal);
    }

    public static async Task EventuallyAsync(Func<bool> condition, TimeSpan patience, string claim)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < patience, claim);
            await Task.Delay(10);
        }
    }
}
