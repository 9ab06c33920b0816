using System.Data.Common;
using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Operations;
using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Execution.Journal;

/// <summary>Creates and reads the journal of a database.</summary>
internal sealed class JournalStore(Identifier schema, ClientIdentity identity)
{
    /// <summary>The version of the journal's tables that this code reads and writes.</summary>
    internal const int Version = 1;

    private readonly JournalSql sql = new(schema);

    internal JournalSql Sql => sql;

    /// <summary>Reads where the database is; one round trip when the journal has no unfinished revision.</summary>
    internal async Task<DatabaseState> ReadStateAsync(DatabaseSession session, CancellationToken cancellationToken)
    {
        var server = session.Server;
        IReadOnlyList<AppliedRevision> revisions;
        try
        {
            revisions = await session.QueryAsync(sql["ReadRevisions"], ReadRevision, cancellationToken);
        }
        catch (SqlExecutionException exception) when (exception.SqlState is SqlStates.UndefinedTable or SqlStates.InvalidSchemaName)
        {
            return DatabaseState.Empty(server.Database, server.Major);
        }
        catch (SqlExecutionException exception) when (exception.SqlState == SqlStates.UndefinedColumn)
        {
            await CheckVersionAsync(session, cancellationToken);
            throw Invalid("has a table 'revision' that is not a SchemaMigrate journal", exception);
        }

        if (revisions.Any(revision => revision.State != RevisionState.Applied))
        {
            var steps = await session.QueryAsync(
                sql["ReadUnfinishedSteps"],
                row => (Revision: row.GetString(0), Step: new AppliedStep(row.GetInt32(1), row.GetString(2), Enum.Parse<StepState>(row.GetString(3)))),
                cancellationToken);
            var byRevision = steps.ToLookup(row => row.Revision, row => row.Step);
            revisions = [.. revisions.Select(revision => revision with { Steps = [.. byRevision[revision.Id]] })];
        }

        return new DatabaseState(server.Database, server.Major, true, revisions);
    }

    /// <summary>Creates the journal when it is not there, and refuses one of a newer version. Call it under the run lock.</summary>
    internal async Task EnsureCreatedAsync(DatabaseSession session, DatabaseState state, CancellationToken cancellationToken)
    {
        if (state.JournalExists)
        {
            await CheckVersionAsync(session, cancellationToken);
            return;
        }

        BatchItem[] creation =
        [
            .. SqlScript.Parse(sql["Create"], cancellationToken).Statements.Select(statement => new BatchItem(statement.Text)),
            new BatchItem($"INSERT INTO {schema}.journal (version, tool_version) VALUES ($1, $2)", Version, identity.ToolVersion),
        ];
        try
        {
            await session.ExecuteBatchAsync(creation, cancellationToken);
        }
        catch (SqlExecutionException exception) when (exception.SqlState is SqlStates.DuplicateTable or SqlStates.DuplicateSchema or SqlStates.UniqueViolation)
        {
            // The backend of a killed runner was still creating it; or there is something else of that name.
            await CheckVersionAsync(session, cancellationToken);
        }
    }

    /// <summary>Raises the fencing token of a lease, and gives the new one.</summary>
    internal async Task<long> TakeLeaseAsync(DatabaseSession session, string name, CancellationToken cancellationToken) =>
        await session.ScalarAsync<long>(sql["TakeLease"], cancellationToken, name, identity.ApplicationName(name));

    /// <summary>The newest events first.</summary>
    internal async Task<IReadOnlyList<JournalEvent>> ReadEventsAsync(
        DatabaseSession session, int limit, string? revisionId, CancellationToken cancellationToken)
    {
        try
        {
            return await session.QueryAsync(sql["ReadEvents"], ReadEvent, cancellationToken, limit, revisionId);
        }
        catch (SqlExecutionException exception) when (exception.SqlState is SqlStates.UndefinedTable or SqlStates.InvalidSchemaName)
        {
            return [];
        }
    }

    /// <summary>Everything that the journal keeps of the named revisions: enough to undo them without their files.</summary>
    internal Task<IReadOnlyList<PlannedRevision>> ReadTextsAsync(
        DatabaseSession session, IEnumerable<string> ids, CancellationToken cancellationToken) =>
        session.QueryAsync(sql["ReadRevisionText"], ReadText, cancellationToken, string.Join(' ', ids));

    private async Task CheckVersionAsync(DatabaseSession session, CancellationToken cancellationToken)
    {
        int? version;
        try
        {
            version = await session.ScalarAsync<int?>(sql["ReadVersion"], cancellationToken);
        }
        catch (SqlExecutionException exception) when (exception.SqlState is SqlStates.UndefinedTable or SqlStates.UndefinedColumn)
        {
            throw Invalid("is not a SchemaMigrate journal, or a part of one is missing", exception);
        }

        if (version > Version)
        {
            throw new MigrationException(
                ExecutionErrors.JournalTooNew,
                $"The journal in schema {schema.Name} has version {version}; this module (version {identity.ToolVersion}) knows version {Version}.");
        }
    }

    private MigrationException Invalid(string what, SqlExecutionException cause) =>
        new(ExecutionErrors.JournalInvalid, $"The schema {schema.Name} {what}.", cause);

    private static string[] Ids(string joined) => joined.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static AppliedRevision ReadRevision(DbDataReader row) => new(
        row.GetString(0), Ids(row.GetString(1)), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5),
        Enum.Parse<RevisionState>(row.GetString(6)), row.GetInt64(7))
    {
        AppliedAt = row.GetFieldValue<DateTimeOffset>(8),
        AppliedBy = row.GetString(9),
    };

    private static PlannedRevision ReadText(DbDataReader row) => new(
        row.GetString(0), Ids(row.GetString(1)), row.GetString(2), Enum.Parse<RevisionPhase>(row.GetString(3)), row.GetString(4), null,
        row.GetString(5), row.GetString(6), row.GetString(7), Text(row, 8), Text(row, 9), Enum.Parse<ReversibilityGrade>(row.GetString(10)),
        Text(row, 11));

    private static JournalEvent ReadEvent(DbDataReader row) => new(
        row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1), row.GetGuid(2), Enum.Parse<EventKind>(row.GetString(3)), Text(row, 4),
        Text(row, 5), row.IsDBNull(6) ? null : TimeSpan.FromMilliseconds(row.GetInt64(6)), Text(row, 7), row.GetString(8), row.GetString(9),
        row.GetString(10), row.GetString(11));

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
