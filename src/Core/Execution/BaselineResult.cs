namespace SchemaMigrate.Execution;

/// <summary>What a baseline changed in the journal.</summary>
/// <param name="Database">The database.</param>
/// <param name="Changed">Whether anything was changed.</param>
/// <param name="Recorded">Ids recorded as applied without running them.</param>
/// <param name="Removed">Ids taken out of the journal without undoing them.</param>
public sealed record BaselineResult(string Database, bool Changed, IReadOnlyList<string> Recorded, IReadOnlyList<string> Removed)
{
    /// <summary>Ids recorded as applied without running them.</summary>
    public IReadOnlyList<string> Recorded { get; init; } = Recorded.ToArray();

    /// <summary>Ids taken out of the journal without undoing them.</summary>
    public IReadOnlyList<string> Removed { get; init; } = Removed.ToArray();
}
