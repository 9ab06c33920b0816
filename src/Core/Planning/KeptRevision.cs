using SchemaMigrate.Revisions;

namespace SchemaMigrate.Planning;

/// <summary>A revision that only the journal knows, as a node of the graph.</summary>
internal static class KeptRevision
{
    internal static Revision ToRevision(PlannedRevision kept) => Revision.Parse(
        Path.ChangeExtension(kept.FileName, ".sql"),
        $"""
        -- revision: {kept.Id}
        {(kept.Parents.Count == 0 ? "--" : "-- parents: " + string.Join(", ", kept.Parents))}
        -- message: {kept.Message}
        {(kept.Phase == RevisionPhase.Unspecified ? "--" : "-- phase: " + kept.Phase.ToString().ToLowerInvariant())}

        -- upgrade
        """);
}
