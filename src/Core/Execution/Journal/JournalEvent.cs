namespace SchemaMigrate.Execution.Journal;

/// <summary>One line of the append-only audit log.</summary>
/// <param name="EventId">Grows with each event of this database.</param>
/// <param name="At">When, by the server's clock.</param>
/// <param name="Run">The run that wrote it; all events of one command share it.</param>
/// <param name="Kind">What happened.</param>
/// <param name="RevisionId">The revision, when it is about one.</param>
/// <param name="Message">The revision's message, or the error.</param>
/// <param name="Duration">How long it took; null when it took no time.</param>
/// <param name="Detail">More facts as JSON; null when there are none.</param>
/// <param name="Role">The database role.</param>
/// <param name="OsUser">The user of the operating system.</param>
/// <param name="Host">The machine.</param>
/// <param name="ToolVersion">Version of this product.</param>
public sealed record JournalEvent(
    long EventId,
    DateTimeOffset At,
    Guid Run,
    EventKind Kind,
    string? RevisionId,
    string? Message,
    TimeSpan? Duration,
    string? Detail,
    string Role,
    string OsUser,
    string Host,
    string ToolVersion);
