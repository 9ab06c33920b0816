using SchemaMigrate.Operations;
using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Cmdlets.Revisions;

/// <summary>Makes the drafts of the revisions that recipes expand to: one for each phase, each hanging on the one before.</summary>
internal static class RecipeDrafts
{
    /// <summary>The drafts, with ids, checked to be writable so that not only the first of them comes into being.</summary>
    /// <param name="common">What was asked for: the message, the format, the parents of the first.</param>
    /// <param name="operations">The operations, at least one of them a recipe.</param>
    /// <param name="writer">Gives the ids.</param>
    /// <param name="graph">The revisions that are there.</param>
    public static IReadOnlyList<RevisionDraft> Of(RevisionDraft common, IReadOnlyList<Operation> operations, RevisionWriter writer, RevisionGraph graph)
    {
        var drafts = new List<RevisionDraft>();
        foreach (var phase in RecipeExpansion.Of(operations))
        {
            var draft = drafts.Count == 0 ? common : common with { Parents = [drafts[^1].Id!], Labels = [], Requires = [] };
            draft = writer.WithId(
                WithBody(draft, phase) with
                {
                    Message = $"{common.Message.Trim()}: {phase.Title}",
                    Phase = Enum.Parse<RevisionPhase>(phase.Kind.ToString()),
                    Gates = [.. phase.Gates.Select(Gate.Parse)],
                },
                [.. graph.Ids, .. drafts.Select(earlier => earlier.Id!)]);
            RevisionTemplate.Render(draft);
            drafts.Add(draft);
        }

        return drafts;
    }

    private static RevisionDraft WithBody(RevisionDraft draft, RecipePhase phase)
    {
        if (draft.Format == RevisionFormat.PowerShell)
        {
            return draft with { Upgrade = Scripts(phase.Upgrade), Downgrade = phase.Downgrade is { } way ? Scripts(way) : null, IrreversibleReason = phase.Irreversible };
        }

        var sql = WrittenOperations.Of(phase.Upgrade);
        return draft with
        {
            Upgrade = [sql.Upgrade],
            Downgrade = phase.Irreversible is not null ? null : phase.Downgrade is { } undo ? [WrittenOperations.Of(undo).Upgrade] : sql.Downgrade is { } down ? [down] : null,
            IrreversibleReason = phase.Irreversible ?? (phase.Downgrade is null ? sql.IrreversibleReason : null),
        };
    }

    private static string[] Scripts(IEnumerable<Operation> operations) => [.. operations.Select(operation => operation.ToScript())];
}
