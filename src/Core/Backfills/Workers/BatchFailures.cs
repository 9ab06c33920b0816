using SchemaMigrate.Connections;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Backfills;

/// <summary>Tells from an error what it calls for. Pure.</summary>
internal static class BatchFailures
{
    private const string Fenced = "SM001";
    private const string KeyMoved = "SM002";
    private const string TargetReplaced = "SM003";
    private const string PartitionLeft = "SM004";
    private const string Rewritten = "SM005";

    internal static BatchFailure Of(MigrationException error) => error switch
    {
        _ when error.Definition == ConnectionsErrors.ConnectionLost || error.Definition == ConnectionsErrors.ServerShuttingDown
            || error.Definition == ConnectionsErrors.ServerUnreachable || error.Definition == ConnectionsErrors.TooManyConnections => BatchFailure.Disconnected,
        SqlExecutionException sql => OfState(sql.SqlState),
        _ => BatchFailure.Fatal,
    };

    private static BatchFailure OfState(string state) => state switch
    {
        Fenced => BatchFailure.Fenced,
        KeyMoved => BatchFailure.KeyMoved,
        PartitionLeft => BatchFailure.PartitionLeft,
        TargetReplaced or Rewritten => BatchFailure.TargetChanged,
        SqlStates.QueryCanceled => BatchFailure.TooSlow,
        SqlStates.InsufficientPrivilege => BatchFailure.Fatal,
        _ when SqlStates.IsConnectionLoss(state) => BatchFailure.Disconnected,
        _ when SqlStates.IsTransient(state) || state.StartsWith("53", StringComparison.Ordinal) => BatchFailure.Conflict,

        // The statement was tried when the backfill was started: it is the catalog that differs now.
        _ when state.StartsWith("42", StringComparison.Ordinal) || state.StartsWith("3F", StringComparison.Ordinal) => BatchFailure.TargetChanged,

        // Data exceptions, constraints, what triggers and functions raise, rows that grew too large, WITH CHECK OPTION.
        _ when state[..2] is "21" or "22" or "23" or "2F" or "38" or "39" or "44" or "54" or "P0" => BatchFailure.BadRow,

        // Functions may raise any code of their own making; codes of PostgreSQL's own other classes concern more than a row.
        _ when state[..2] is "0A" or "25" or "26" or "28" or "40" or "55" or "57" or "58" or "XX" => BatchFailure.Fatal,
        _ => BatchFailure.BadRow,
    };
}
