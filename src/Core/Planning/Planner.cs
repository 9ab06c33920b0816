using SchemaMigrate.Errors;
using SchemaMigrate.Operations;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Planning;

/// <summary>Makes plans. Pure: the state of the database comes in as data, and what a PowerShell revision says through the evaluator.</summary>
public sealed class Planner
{
    private readonly RevisionGraph graph;
    private readonly RevisionEvaluator evaluator;

    /// <summary>Makes a planner for the revisions of a project.</summary>
    /// <param name="graph">The revisions.</param>
    /// <param name="evaluator">Evaluates PowerShell revisions; only called for those that a plan needs.</param>
    public Planner(RevisionGraph graph, RevisionEvaluator evaluator)
    {
        this.graph = graph;
        this.evaluator = evaluator;
    }

    /// <summary>The steps from where the database is to a target.</summary>
    /// <param name="state">Where the database is.</param>
    /// <param name="target">Where it shall be.</param>
    /// <param name="cancellationToken">Stops planning.</param>
    /// <exception cref="MigrationException">The target cannot be resolved, an applied revision was changed, or a revision cannot be planned.</exception>
    public Task<Plan> UpgradeAsync(DatabaseState state, TargetSelector target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        return UpgradeAsync(state, new UpgradeRequest(target), GateFacts.None, cancellationToken);
    }

    /// <summary>The steps from where the database is to a target, as far as gates and phase let it.</summary>
    /// <param name="state">Where the database is.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="facts">What was read for the gates; see <see cref="QuestionsOf"/>.</param>
    /// <param name="cancellationToken">Stops planning.</param>
    /// <exception cref="GateClosedException">A closed gate holds back what was asked for.</exception>
    /// <exception cref="MigrationException">The target cannot be resolved, an applied revision was changed, or a revision cannot be planned.</exception>
    public async Task<Plan> UpgradeAsync(
        DatabaseState state, UpgradeRequest request, GateFacts facts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(facts);
        Refuse(state, RevisionState.Reverting, "Invoke-MigrationDowngrade");
        var notes = await new AppliedCheck(graph, Bodies(state)).RequireAsync(state, filesMayBeMissing: false, cancellationToken);
        var path = new GatedPath(graph, state, request);
        var gates = await GatesAsync(path.Questions, facts, request.Ignored, Bodies(state), cancellationToken);
        var (runnable, held) = path.Divide(gates);
        return await UpAsync(state, runnable, request.Target.ToString(), notes, cancellationToken) with { Gates = gates, Held = held };
    }

    /// <summary>What must be read from the database before <see cref="UpgradeAsync(DatabaseState, UpgradeRequest, GateFacts, CancellationToken)"/> can judge the gates on the way.</summary>
    /// <param name="state">Where the database is.</param>
    /// <param name="request">What is asked for.</param>
    /// <exception cref="MigrationException">The target cannot be resolved.</exception>
    public GateQuestions QuestionsOf(DatabaseState state, UpgradeRequest request)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(request);
        return new GatedPath(graph, state, request).Questions;
    }

    /// <summary>How the plan of an upgrade comes about.</summary>
    /// <param name="request">What is asked for.</param>
    public PlanMaker Upgrade(UpgradeRequest request) =>
        new(state => QuestionsOf(state, request), (state, facts, token) => UpgradeAsync(state, request, facts, token));

    /// <summary>The steps of a range, without a database: everything up to the range's start is taken as applied.</summary>
    /// <param name="range">The range; its end may lie before its start.</param>
    /// <param name="serverMajor">The server that the steps are for.</param>
    /// <param name="cancellationToken">Stops planning.</param>
    /// <exception cref="MigrationException">The range cannot be resolved, or a revision cannot be planned.</exception>
    public Task<Plan> RangeAsync(TargetRange range, int serverMajor, CancellationToken cancellationToken = default) =>
        RangeAsync(range, serverMajor, IgnoredGates.None, cancellationToken);

    /// <summary>The steps of a range, without a database: everything up to the range's start is taken as applied.</summary>
    /// <param name="range">The range; its end may lie before its start.</param>
    /// <param name="serverMajor">The server that the steps are for.</param>
    /// <param name="ignored">The gates that whoever runs the steps answers for: without a database they cannot be judged.</param>
    /// <param name="cancellationToken">Stops planning.</param>
    /// <exception cref="GateClosedException">A revision to apply has a gate that is not among the ignored ones.</exception>
    /// <exception cref="MigrationException">The range cannot be resolved, or a revision cannot be planned.</exception>
    public async Task<Plan> RangeAsync(
        TargetRange range, int serverMajor, IgnoredGates ignored, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(range);
        ArgumentNullException.ThrowIfNull(ignored);
        var resolved = graph.Resolve(range, []);
        var state = new DatabaseState("(none)", serverMajor, resolved.AppliedBefore.Count > 0, [.. resolved.AppliedBefore.Select((revision, index) => new AppliedRevision(
            revision.Id, revision.Parents, revision.Message, revision.FileName, revision.RawChecksum, "", RevisionState.Applied, index))]);
        if (resolved.IsDowngrade)
        {
            return await DownAsync(state, resolved.Path, range.ToString(), new Dictionary<string, PlannedRevision>(), [], cancellationToken);
        }

        var gates = OfflineGates.Require(range.ToString(), resolved.Path, ignored);
        return await UpAsync(state, resolved.Path, range.ToString(), [], cancellationToken) with { Gates = gates };
    }

    private async Task<IReadOnlyList<RevisionGates>> GatesAsync(
        GateQuestions questions, GateFacts facts, IgnoredGates ignored, BodyReader bodies, CancellationToken cancellationToken)
    {
        var gates = new List<RevisionGates>(questions.Revisions.Count);
        foreach (var gated in questions.Revisions)
        {
            // Only an approval of other bytes needs the meaning: formatting may change after it.
            var reformatted = facts.Approvals.TryGetValue(gated.Id, out var approval) && approval.RawChecksum != gated.RawChecksum;
            var meaning = reformatted && graph.TryGet(gated.Id, out var revision) ? await bodies.SemanticChecksumAsync(revision, cancellationToken) : null;
            gates.Add(GateEvaluator.Evaluate(gated with { SemanticChecksum = meaning }, facts, ignored));
        }

        return gates;
    }

    private async Task<Plan> UpAsync(
        DatabaseState state, IReadOnlyList<Revision> path, string target, IReadOnlyList<string> notes, CancellationToken cancellationToken)
    {
        var bodies = Bodies(state);
        var unfinished = state.Revisions.Where(revision => revision.State == RevisionState.Applying).ToDictionary(revision => revision.Id, StringComparer.Ordinal);
        var builder = new StepBuilder(state.ServerMajor, cancellationToken);
        var revisions = new List<PlannedRevision>(path.Count);
        var steps = new List<Step>();
        foreach (var revision in path)
        {
            var body = await bodies.ReadAsync(revision, cancellationToken);
            unfinished.TryGetValue(revision.Id, out var begun);
            revisions.Add(Planned(revision, body) with { State = begun?.State });
            steps.AddRange(builder.Build(revision.Id, revision.FileName, body.Upgrade, begun?.Steps ?? []));
        }

        return new Plan(
            PlanDirection.Upgrade, state.Database, state.ServerMajor, target, state.Heads, PlanHash.OfState(state), revisions, steps)
        {
            Notes = notes,
        };
    }

    /// <summary>The steps that undo applied revisions down to a target.</summary>
    /// <param name="state">Where the database is.</param>
    /// <param name="target">Where it shall be.</param>
    /// <param name="includeDependents">Whether applied revisions that hang on an undone one from another branch are undone as well; otherwise they are an error.</param>
    /// <param name="kept">The texts that the journal keeps of applied revisions without a file, by id.</param>
    /// <param name="cancellationToken">Stops planning.</param>
    /// <exception cref="MigrationException">The target cannot be resolved, or a revision on the way cannot be undone.</exception>
    public async Task<Plan> DowngradeAsync(
        DatabaseState state, TargetSelector target, bool includeDependents, IReadOnlyDictionary<string, PlannedRevision> kept,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(kept);
        Refuse(state, RevisionState.Applying, "Invoke-MigrationUpgrade");
        var notes = await new AppliedCheck(graph, Bodies(state)).RequireAsync(state, filesMayBeMissing: true, cancellationToken);
        var known = kept.Count == 0 ? graph : RevisionGraph.Create([.. graph.Revisions, .. kept.Values.Select(KeptRevision.ToRevision)]);
        return await DownAsync(
            state, known.DowngradePath(state.AppliedIds, target, includeDependents), target.ToString(), kept, notes, cancellationToken);
    }

    private async Task<Plan> DownAsync(
        DatabaseState state, IReadOnlyList<Revision> path, string target, IReadOnlyDictionary<string, PlannedRevision> kept,
        IReadOnlyList<string> remarks, CancellationToken cancellationToken)
    {
        var bodies = Bodies(state);
        var notes = remarks.ToList();
        var begun = state.Revisions.Where(revision => revision.State == RevisionState.Reverting).ToDictionary(revision => revision.Id, StringComparer.Ordinal);
        var builder = new StepBuilder(state.ServerMajor, cancellationToken);
        var revisions = new List<PlannedRevision>();
        var steps = new List<Step>();
        foreach (var revision in path)
        {
            var (planned, downgrade) = kept.TryGetValue(revision.Id, out var text)
                ? (text, text.DowngradeSql is null ? null : BodyText.Read(text.DowngradeSql))
                : await FromFileAsync(bodies, revision, cancellationToken);
            if (downgrade is null)
            {
                throw Irreversible(planned);
            }

            if (planned.Grade == ReversibilityGrade.Lossy)
            {
                notes.Add($"Undoing {planned.Id} ({planned.Message}) loses: {planned.Loss}");
            }

            begun.TryGetValue(revision.Id, out var unfinished);
            revisions.Add(planned with { State = unfinished?.State ?? RevisionState.Applied });
            steps.AddRange(builder.Build(revision.Id, revision.FileName, downgrade, unfinished?.Steps ?? []));
        }

        return new Plan(
            PlanDirection.Downgrade, state.Database, state.ServerMajor, target, state.Heads, PlanHash.OfState(state), revisions, steps)
        {
            Notes = notes,
        };
    }

    /// <summary>Every difference between what was applied and the files, without judging it.</summary>
    /// <param name="state">Where the database is.</param>
    /// <param name="cancellationToken">Stops comparing.</param>
    public Task<IReadOnlyList<AppliedDifference>> CompareAsync(DatabaseState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new AppliedCheck(graph, Bodies(state)).CompareAsync(state, cancellationToken);
    }

    /// <summary>What the journal would keep of a revision.</summary>
    /// <param name="revision">The revision.</param>
    /// <param name="state">Where the database is; operations are lowered for its server.</param>
    /// <param name="cancellationToken">Stops the evaluation.</param>
    public async Task<PlannedRevision> DescribeAsync(Revision revision, DatabaseState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(revision);
        ArgumentNullException.ThrowIfNull(state);
        return Planned(revision, await Bodies(state).ReadAsync(revision, cancellationToken));
    }

    /// <summary>Number of the last step of an unfinished revision, in the direction in which it was begun.</summary>
    /// <param name="unfinished">The revision.</param>
    /// <param name="state">Where the database is.</param>
    /// <param name="cancellationToken">Stops the evaluation.</param>
    /// <exception cref="MigrationException"><see cref="PlanningErrors.AppliedRevisionMissing"/> without a file.</exception>
    public async Task<int> LastStepAsync(AppliedRevision unfinished, DatabaseState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(unfinished);
        ArgumentNullException.ThrowIfNull(state);
        if (!graph.TryGet(unfinished.Id, out var revision))
        {
            throw new MigrationException(
                PlanningErrors.AppliedRevisionMissing, $"The project has no file for revision {unfinished.Id} ({unfinished.FileName}).") { Target = unfinished.Id };
        }

        var body = await Bodies(state).ReadAsync(revision, cancellationToken);
        var parts = unfinished.State == RevisionState.Reverting ? body.Downgrade ?? [] : body.Upgrade;
        return new StepBuilder(state.ServerMajor, cancellationToken).Build(revision.Id, revision.FileName, parts, [])[^1].Ordinal;
    }

    private BodyReader Bodies(DatabaseState state) => new(evaluator, new LoweringContext(state.ServerMajor));

    private static async Task<(PlannedRevision Planned, IReadOnlyList<BodyPart>? Downgrade)> FromFileAsync(
        BodyReader bodies, Revision revision, CancellationToken cancellationToken)
    {
        var body = await bodies.ReadAsync(revision, cancellationToken);
        return (Planned(revision, body), body.Downgrade);
    }

    private static PlannedRevision Planned(Revision revision, RevisionBody body) => new(
        revision.Id, revision.Parents, revision.Message, revision.Phase, revision.FileName, revision.Path, revision.RawChecksum,
        body.SemanticChecksum, BodyText.Write(body.Upgrade), body.Downgrade is null ? null : BodyText.Write(body.Downgrade),
        body.IrreversibleReason, body.Grade, body.Loss);

    private static void Refuse(DatabaseState state, RevisionState wanted, string command)
    {
        if (state.Revisions.FirstOrDefault(revision => revision.State == wanted) is { } revision)
        {
            throw new MigrationException(
                PlanningErrors.RevisionUnfinished,
                $"Revision {revision.Id} ({revision.Message}) is half {(wanted == RevisionState.Applying ? "applied" : "undone")}; {command} goes on with it.")
            {
                Target = revision.Id,
            };
        }
    }

    private static MigrationException Irreversible(PlannedRevision revision) => revision.IrreversibleReason is { } reason
        ? new MigrationException(
            PlanningErrors.RevisionIrreversible, $"Revision {revision.Id} ({revision.FileName}) cannot be undone: {reason}") { Target = revision.Id }
        : new MigrationException(
            PlanningErrors.DowngradeMissing, $"Revision {revision.Id} ({revision.FileName}) has no downgrade.") { Target = revision.Id };
}
