namespace SchemaMigrate.Planning;

/// <summary>A revision that the journal of a database knows: applied, or begun and not finished.</summary>
/// <param name="Id">The revision's id.</param>
/// <param name="Parents">Its parents when it was applied.</param>
/// <param name="Message">Its message when it was applied.</param>
/// <param name="FileName">Its file name when it was applied.</param>
/// <param name="RawChecksum">Checksum over the bytes of the file that was applied.</param>
/// <param name="SemanticChecksum">Checksum over the meaning of what was applied.</param>
/// <param name="State">Whether it is finished.</param>
/// <param name="Sequence">Grows with each revision applied to this database.</param>
public sealed record AppliedRevision(
    string Id,
    IReadOnlyList<string> Parents,
    string Message,
    string FileName,
    string RawChecksum,
    string SemanticChecksum,
    RevisionState State,
    long Sequence)
{
    /// <summary>The steps of an unfinished revision; empty for a finished one.</summary>
    public IReadOnlyList<AppliedStep> Steps { get; init; } = [];

    /// <summary>When it was applied; null when the state was read without it.</summary>
    public DateTimeOffset? AppliedAt { get; init; }

    /// <summary>The role that applied it; null when the state was read without it.</summary>
    public string? AppliedBy { get; init; }
}
