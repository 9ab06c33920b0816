using System.Collections.Concurrent;
using SchemaMigrate.Backfills;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Cmdlets.Backfills;

/// <summary>
/// Work on backfills that was started with -NoWait. It lives as long as the process; when that ends, any other one can go on with Resume-Backfill.
/// How it went is in the journal, so nothing is kept here but what keeps the task alive.
/// </summary>
internal static class BackgroundBackfills
{
    private static readonly ConcurrentDictionary<Guid, Task> Tasks = new();

    public static void Run(BackfillService service, string name)
    {
        var id = Guid.NewGuid();
        Tasks[id] = Task.Run(async () =>
        {
            try
            {
                await service.RunAsync(name, _ => { });
            }
            catch (MigrationException)
            {
                // The journal has it: Get-Backfill and Wait-Backfill tell.
            }
            finally
            {
                Tasks.TryRemove(id, out _);
            }
        });
    }
}
