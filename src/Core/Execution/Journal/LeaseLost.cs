using SchemaMigrate.Connections;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Execution.Journal;

/// <summary>What {journal}.require_lease raises when another run took over.</summary>
internal static class LeaseLost
{
    private const string SqlState = "SM001";

    internal static bool Is(SqlExecutionException exception) => exception.SqlState == SqlState;

    internal static MigrationException Of(SqlExecutionException exception) => new(
        ExecutionErrors.RunLockLost, $"{exception.MessageText}; this run stopped before it changed anything more.", exception);
}
