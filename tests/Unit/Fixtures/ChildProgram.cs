using SchemaMigrate.Connections;
using SchemaMigrate.Execution;
using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;
using SchemaMigrate.Sandbox;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Fixtures;

/// <summary>
/// The test assembly started as a program: it plays a process that a test lets end or kills. It writes one line when it has done its part and then
/// waits until its input closes.
/// </summary>
public static class ChildProgram
{
    public static async Task<int> Main(string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        if (arguments is ["starting-sandbox"])
        {
            await Console.Out.WriteLineAsync("starting");
        }

        var answer = arguments switch
        {
            ["sandbox"] or ["starting-sandbox"] => await StartSandboxAsync(keep: false),
            ["kept-sandbox"] => await StartSandboxAsync(keep: true),
            ["no-op"] => await NoOpUpgradeAsync(),
            ["upgrade", var folder, var connection, var boundary] =>
                await KilledUpgrade.PlayAsync(folder, connection, int.Parse(boundary, System.Globalization.CultureInfo.InvariantCulture)),
            ["backfill", var connection, var name] => await Backfills.BackfillChild.PlayAsync(connection, name),
            _ => throw new ArgumentException($"No part is named {string.Join(' ', arguments)}."),
        };
        await Console.Out.WriteLineAsync(answer);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static async Task<string> StartSandboxAsync(bool keep)
    {
        // Never disposed: the process ends in some other way.
        var server = await SandboxServer.StartAsync(new SandboxOptions { Keep = keep }, TimeProvider.System, CancellationToken.None);
        return string.Join('\t', server.Name, server.DataDirectory, server.ProcessId, server.BinariesFrom);
    }

    // Tells what a no-op upgrade did, in a process in which nothing else can have loaded the parser.
    private static async Task<string> NoOpUpgradeAsync()
    {
        var folder = Environment.GetEnvironmentVariable("SM_TEST_FOLDER")!;
        var planner = new Planner((await RevisionDirectory.LoadAsync(folder)).Graph, (_, _) => throw new InvalidOperationException("No revision may be evaluated."));
        var migrator = new Migrator(
            ConnectionTarget.Parse(Environment.GetEnvironmentVariable("SM_TEST_CONNECTION")!), new RunOptions(), TimeProvider.System, _ => { });
        var result = await migrator.RunAsync((state, token) => planner.UpgradeAsync(state, TargetSelector.Heads, token), "upgrade");
        return $"changed {result.Changed}, parser loaded {ParserThread.Shared.IsLoaded}";
    }
}
