using SchemaMigrate.Revisions;

namespace SchemaMigrate.Planning;

/// <summary>A difference between an applied revision and its file.</summary>
/// <param name="Applied">What the journal has.</param>
/// <param name="Revision">The file's revision; null when there is no file.</param>
/// <param name="Kind">What differs.</param>
public sealed record AppliedDifference(AppliedRevision Applied, Revision? Revision, AppliedDifferenceKind Kind)
{
    /// <summary>Id and file, for people.</summary>
    public override string ToString() => $"{Applied.Id} ({Revision?.FileName ?? Applied.FileName})";
}
