namespace SchemaMigrate.Revisions;

/// <summary>What reading a header gave: the header, or the problems with whatever could be read nevertheless.</summary>
/// <param name="Header">The header, or null when there are problems or the file has none.</param>
/// <param name="Id">The id when it could be read, even when something else is wrong.</param>
/// <param name="HasKeys">Whether the leading comment block has any key of a revision header, that is, whether the file means to be a revision.</param>
/// <param name="Problems">What is wrong.</param>
internal sealed record HeaderResult(RevisionHeader? Header, string? Id, bool HasKeys, IReadOnlyList<RevisionProblem> Problems);
