using SchemaMigrate.Backfills;
using SchemaMigrate.Connections;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Tests.Backfills;

/// <summary>A process that works on a backfill, for a test to kill or to halt.</summary>
internal static class BackfillChild
{
    /// <summary>Works until the backfill ends, and tells how; or which error it was.</summary>
    public static async Task<string> PlayAsync(string connection, string name)
    {
        await Console.Out.WriteLineAsync("working");
        try
        {
            var status = await new BackfillService(ConnectionTarget.Parse(connection), "schemamigrate", TimeProvider.System).RunAsync(name, _ => { });
            return status.State.ToString();
        }
        catch (MigrationException error)
        {
            return $"{error.ErrorId}: {error.Message}";
        }
    }
}
