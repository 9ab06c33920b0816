using SchemaMigrate.Catalog;
using SchemaMigrate.Connections;

namespace SchemaMigrate.Preflight;

/// <summary>Builds a schema from a snapshot, and says what could not be built.</summary>
internal static class SchemaCopy
{
    public static async Task<IReadOnlyList<string>> BuildAsync(DatabaseSession session, SchemaSnapshot snapshot, CancellationToken cancellationToken)
    {
        var open = SnapshotStatements.Of(snapshot).ToList();
        var failures = new Dictionary<string, string>();
        await session.ExecuteAsync("SET check_function_bodies = off", cancellationToken);

        // Whatever depends on what comes later succeeds in a later round.
        for (var progress = true; progress && open.Count > 0;)
        {
            progress = false;
            foreach (var (statement, what) in open.ToList())
            {
                try
                {
                    await session.ExecuteAsync(statement, cancellationToken);
                    open.Remove((statement, what));
                    progress = true;
                }
                catch (SqlExecutionException exception) when (!session.IsBroken && !cancellationToken.IsCancellationRequested)
                {
                    failures[what] = LogText.NeutraliseLine(exception.MessageText, 200);
                }
            }
        }

        await session.ExecuteAsync("RESET check_function_bodies", cancellationToken);
        return [.. open.Select(left => $"{left.What} could not be copied: {failures[left.What]}"), .. SnapshotStatements.NotCopied(snapshot)];
    }
}
