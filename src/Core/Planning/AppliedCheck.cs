using SchemaMigrate.Errors;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Planning;

/// <summary>Compares what the journal says was applied with the files. Formatting may differ; meaning may not.</summary>
internal sealed class AppliedCheck(RevisionGraph graph, BodyReader bodies)
{
    /// <summary>Every difference, without judging it.</summary>
    internal async Task<IReadOnlyList<AppliedDifference>> CompareAsync(DatabaseState state, CancellationToken cancellationToken)
    {
        var differences = new List<AppliedDifference>();
        foreach (var applied in state.Revisions)
        {
            if (!graph.TryGet(applied.Id, out var revision))
            {
                differences.Add(new AppliedDifference(applied, null, AppliedDifferenceKind.FileMissing));
            }
            else if (revision.RawChecksum != applied.RawChecksum && applied.State == RevisionState.Applied)
            {
                var meaning = await bodies.SemanticChecksumAsync(revision, cancellationToken);
                differences.Add(new AppliedDifference(
                    applied, revision, meaning == applied.SemanticChecksum ? AppliedDifferenceKind.Formatting : AppliedDifferenceKind.Meaning));
            }
        }

        return differences;
    }

    /// <summary>Refuses what must not differ, and gives remarks on the rest.</summary>
    /// <exception cref="MigrationException"><see cref="PlanningErrors.RevisionChanged"/> or <see cref="PlanningErrors.AppliedRevisionMissing"/>, with all of them.</exception>
    internal async Task<IReadOnlyList<string>> RequireAsync(DatabaseState state, bool filesMayBeMissing, CancellationToken cancellationToken)
    {
        var differences = await CompareAsync(state, cancellationToken);
        var changed = differences.Where(difference => difference.Kind == AppliedDifferenceKind.Meaning).ToList();
        if (changed.Count > 0)
        {
            throw new MigrationException(
                PlanningErrors.RevisionChanged,
                "The meaning of applied revisions was changed: " + string.Join(", ", changed) + ".") { Target = changed };
        }

        var missing = differences.Where(difference => difference.Kind == AppliedDifferenceKind.FileMissing).ToList();
        if (missing.Count > 0 && !filesMayBeMissing)
        {
            throw new MigrationException(
                PlanningErrors.AppliedRevisionMissing,
                $"The database {state.Database} has revisions that this project does not: " + string.Join(", ", missing) + ".") { Target = missing };
        }

        return [.. differences.Select(difference => difference.Kind == AppliedDifferenceKind.Formatting
            ? $"The file of the applied revision {difference} was changed; its upgrade still means the same."
            : $"The applied revision {difference} has no file here; the journal's text is used.")];
    }
}
