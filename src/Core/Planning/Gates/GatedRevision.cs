using SchemaMigrate.Revisions;

namespace SchemaMigrate.Planning;

/// <summary>A pending revision with gates, as they are judged.</summary>
/// <param name="Id">The revision's id.</param>
/// <param name="Parents">Its parents.</param>
/// <param name="Ancestors">Everything that must be applied before it, as far as it is known: parents and required revisions, and theirs.</param>
/// <param name="RawChecksum">Checksum over the bytes of its file.</param>
/// <param name="Gates">Its gates.</param>
public sealed record GatedRevision(
    string Id, IReadOnlyList<string> Parents, IReadOnlyList<string> Ancestors, string RawChecksum, IReadOnlyList<Gate> Gates)
{
    /// <summary>Checksum over the meaning of its upgrade; null when it was not needed.</summary>
    public string? SemanticChecksum { get; init; }
}
