namespace SchemaMigrate.Execution;

/// <summary>What became of an approval.</summary>
/// <param name="Database">The database.</param>
/// <param name="RevisionId">The revision.</param>
/// <param name="Message">Its message.</param>
/// <param name="Approved">Whether an approval stands now.</param>
/// <param name="Changed">Whether anything was written; false when it was so already.</param>
/// <param name="At">When the standing approval was given, by the server's clock; null when none stands.</param>
/// <param name="By">Who gave it; null when none stands.</param>
/// <param name="Reason">Why; null when none stands.</param>
/// <param name="Role">The database role that recorded it; null when none stands.</param>
/// <param name="Host">The machine on which it was recorded; null when none stands.</param>
public sealed record ApprovalResult(
    string Database,
    string RevisionId,
    string Message,
    bool Approved,
    bool Changed,
    DateTimeOffset? At,
    string? By,
    string? Reason,
    string? Role,
    string? Host);
