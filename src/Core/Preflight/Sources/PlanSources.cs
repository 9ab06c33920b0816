using SchemaMigrate.Operations;
using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Makes sources of plans and operations.</summary>
public static class PlanSources
{
    /// <summary>What a plan will run, one source for each of its revisions. Of a revision that was begun before, findings are about the rest.</summary>
    /// <param name="plan">The plan.</param>
    public static IReadOnlyList<PreflightSource> Of(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var steps = plan.Steps.ToLookup(step => step.RevisionId, StringComparer.Ordinal);
        return [.. plan.Revisions.Select(revision => Of(plan.Direction, revision, [.. steps[revision.Id].SelectMany(step => step.Statements)]))];
    }

    /// <summary>What operations lower to: one source, or one for each phase when there is a recipe among them.</summary>
    /// <param name="operations">The operations.</param>
    /// <param name="serverMajor">Major version of the server.</param>
    public static IReadOnlyList<PreflightSource> Of(IEnumerable<Operation> operations, int serverMajor)
    {
        IReadOnlyList<Operation> all = [.. operations];
        return all.Any(operation => operation is Recipe)
            ? [.. RecipeExpansion.Of(all).Select(phase => Lowered(phase.Upgrade, serverMajor, PhaseOf(phase.Kind)))]
            : [Lowered(all, serverMajor, RevisionPhase.Unspecified)];
    }

    private static RevisionPhase PhaseOf(PhaseKind kind) => kind switch
    {
        PhaseKind.Expand => RevisionPhase.Expand,
        PhaseKind.Migrate => RevisionPhase.Migrate,
        _ => RevisionPhase.Contract,
    };

    private static PreflightSource Lowered(IReadOnlyList<Operation> operations, int serverMajor, RevisionPhase phase) =>
        new([.. BodyLowering.Lower("(operations)", operations, new LoweringContext(serverMajor)).Select(part => new SourcePart(part.Sql, 0, part.StartsTransaction))], SourceRunner.Module)
        {
            FromOperations = true,
            Phase = phase,
        };

    private static PreflightSource Of(PlanDirection direction, PlannedRevision revision, IReadOnlyList<PlannedStatement> planned)
    {
        var body = BodyText.Read(direction == PlanDirection.Upgrade ? revision.UpgradeSql : revision.DowngradeSql ?? "");
        var written = planned.FirstOrDefault(statement => statement.Line > 0);
        var parts = new List<SourcePart>();
        var done = body.Sum(part => Count(part.Sql)) - planned.Count;
        foreach (var part in body)
        {
            var count = Count(part.Sql);
            var first = Math.Clamp(done, 0, count);
            done -= count;
            parts.Add(new SourcePart(part.Sql, StartLine(part.Sql, first, written), part.StartsTransaction, first));
        }

        return new PreflightSource(parts, SourceRunner.Module)
        {
            Revision = revision.Id,
            Path = revision.Path ?? revision.FileName,
            Phase = direction == PlanDirection.Upgrade ? revision.Phase : RevisionPhase.Contract,
            FromOperations = written is null,
            Downgrade = direction == PlanDirection.Downgrade ? SourceDowngrade.NotExpected
                : revision.DowngradeSql is null && revision.IrreversibleReason is null ? SourceDowngrade.Missing
                : SourceDowngrade.Given,
        };
    }

    private static int Count(string sql) => SqlScript.ParseTolerant(sql).Script.Statements.Count;

    /// <summary>The line of the file on which a part begins, from the line that the plan has for its first statement; 0 when it has none.</summary>
    private static int StartLine(string sql, int first, PlannedStatement? written) =>
        written is null || SqlScript.ParseTolerant(sql).Script.Statements is not { } statements || first >= statements.Count ? 0 : written.Line - statements[first].Line + 1;
}
