using SchemaMigrate.Errors;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Planning;

/// <summary>Checks whether a saved plan still fits, and says what changed since it was made.</summary>
public static class SavedPlan
{
    /// <summary>Gives the plan back when the database still stands where the plan begins, and the files still say what it does.</summary>
    /// <param name="plan">The saved plan.</param>
    /// <param name="state">Where the database is now.</param>
    /// <param name="project">The project's revisions; null to run the plan without a project.</param>
    /// <exception cref="MigrationException"><see cref="PlanningErrors.PlanChanged"/>, with everything that changed.</exception>
    public static Plan Require(Plan plan, DatabaseState state, RevisionGraph? project) => Require(plan, state, GateFacts.None, project);

    /// <summary>How a saved plan comes to be run.</summary>
    /// <param name="plan">The saved plan.</param>
    /// <param name="project">The project's revisions; null to run the plan without a project.</param>
    public static PlanMaker Exactly(Plan plan, RevisionGraph? project)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new PlanMaker(state => SavedGates.QuestionsOf(plan, state), (state, facts, _) => Task.FromResult(Require(plan, state, facts, project)));
    }

    /// <summary>
    /// Gives the plan back when the database still stands where the plan begins, the files still say what it does, and every gate that
    /// the plan met is still as open or as closed as it was.
    /// </summary>
    /// <param name="plan">The saved plan.</param>
    /// <param name="state">Where the database is now.</param>
    /// <param name="facts">What was read for the gates of the plan.</param>
    /// <param name="project">The project's revisions; null to run the plan without a project.</param>
    /// <exception cref="MigrationException"><see cref="PlanningErrors.PlanChanged"/>, with everything that changed.</exception>
    public static Plan Require(Plan plan, DatabaseState state, GateFacts facts, RevisionGraph? project)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(facts);
        if (AlreadyDone(plan, state))
        {
            return new Plan(plan.Direction, plan.Database, plan.ServerMajor, plan.Target, state.Heads, PlanHash.OfState(state), [], [])
            {
                Notes = ["Everything that the plan does was done already."],
            };
        }

        var changes = DatabaseChanges(plan, state)
            .Concat(project is null ? [] : FileChanges(plan, project))
            .Concat(SavedGates.Changes(plan, state, facts))
            .ToList();
        return changes.Count == 0
            ? plan
            : throw new MigrationException(
                PlanningErrors.PlanChanged, $"The plan {plan.Hash[..12]} no longer fits: {string.Join("; ", changes)}.") { Target = plan.Hash };
    }

    private static bool AlreadyDone(Plan plan, DatabaseState state) =>
        (plan.Revisions.Count > 0 || plan.Held.Count == 0) &&
        state.Revisions.All(revision => revision.State == RevisionState.Applied) &&
        plan.Revisions.All(revision => state.AppliedIds.Contains(revision.Id) == (plan.Direction == PlanDirection.Upgrade)) &&
        plan.FromHeads.All(head => state.AppliedIds.Contains(head) || plan.Revisions.Any(revision => revision.Id == head)) &&
        (plan.Direction == PlanDirection.Upgrade || StaysApplied(plan).All(state.AppliedIds.Contains));

    // A downgrade stops on the parents of what it undoes; a database below them is not where the plan leads.
    private static IEnumerable<string> StaysApplied(Plan plan) =>
        plan.Revisions.SelectMany(revision => revision.Parents).Except(plan.Revisions.Select(revision => revision.Id), StringComparer.Ordinal);


    private static IEnumerable<string> DatabaseChanges(Plan plan, DatabaseState state)
    {
        if (state.ServerMajor != plan.ServerMajor)
        {
            yield return $"it was made for PostgreSQL {plan.ServerMajor}, the server is {state.ServerMajor}";
        }

        if (PlanHash.OfState(state) == plan.StartingState)
        {
            yield break;
        }

        if (state.Unfinished is { } unfinished)
        {
            yield return $"revision {unfinished.Id} was begun and not finished";
        }

        yield return state.Heads.SequenceEqual(plan.FromHeads)
            ? "the journal of the database was changed"
            : $"the database stood at {Heads(plan.FromHeads)} and stands at {Heads(state.Heads)} now";
    }

    private static IEnumerable<string> FileChanges(Plan plan, RevisionGraph project)
    {
        foreach (var planned in plan.Revisions)
        {
            if (!project.TryGet(planned.Id, out var revision))
            {
                yield return $"revision {planned.Id} ({planned.FileName}) is not in the project any more";
            }
            else if (revision.RawChecksum != planned.RawChecksum)
            {
                yield return $"the file of revision {planned.Id} ({revision.FileName}) was changed";
            }
        }
    }

    private static string Heads(IReadOnlyList<string> heads) => heads.Count == 0 ? "base" : string.Join(", ", heads);
}
