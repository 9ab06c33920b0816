namespace SchemaMigrate.Planning;

/// <summary>An approval that stands: somebody said that a revision, as it is, may run.</summary>
/// <param name="RevisionId">The revision.</param>
/// <param name="At">When, by the server's clock.</param>
/// <param name="By">Who, as they said or as the operating system knows them.</param>
/// <param name="Reason">Why.</param>
/// <param name="Role">The database role that recorded it.</param>
/// <param name="OsUser">The user of the operating system that recorded it.</param>
/// <param name="Host">The machine on which it was recorded.</param>
/// <param name="RawChecksum">Checksum over the bytes of the file that was approved.</param>
/// <param name="SemanticChecksum">Checksum over the meaning of what was approved.</param>
public sealed record GateApproval(
    string RevisionId,
    DateTimeOffset At,
    string By,
    string Reason,
    string Role,
    string OsUser,
    string Host,
    string RawChecksum,
    string SemanticChecksum);
