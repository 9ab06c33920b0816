using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Examines one source from its first statement to its last.</summary>
internal sealed class SourceExaminer
{
    private readonly PreflightSource source;
    private readonly PreflightOptions options;
    private readonly FindingCollector findings;
    private readonly RuleRunner rules;
    private readonly TransactionState state = new();
    private readonly RuleContext context;
    private readonly List<ExaminedStatement> statements = [];

    public SourceExaminer(PreflightSource source, RuleSet rules, PreflightOptions options)
    {
        this.source = source;
        this.options = options;
        findings = new FindingCollector(source, rules, options);
        this.rules = new RuleRunner(rules, findings);
        context = new RuleContext { State = state, Server = options.Server };
    }

    /// <summary>Parses and classifies; may run on another thread than the examination.</summary>
    public static IReadOnlyList<ParsedPart> Parse(PreflightSource source, PreflightOptions options, CancellationToken cancellationToken) =>
        [.. source.Parts.Select(part => ParsedPart.Read(part, options.Server.Major, cancellationToken))];

    public Examination Examine(IReadOnlyList<ParsedPart> parts, CancellationToken cancellationToken)
    {
        var borders = new TransactionBorders(source, parts);
        state.InTransaction = state.InCertainTransaction = source.Runner == SourceRunner.Module;
        foreach (var part in parts)
        {
            borders.BeginPart(state, part.Part);
            findings.Begin(part);
            findings.ReportErrors(part);
            for (var index = 0; index < part.Statements.Count; index++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (statement, facts) = part.Statements[index];
                borders.Before(state, statement, facts);
                var place = new StatementPlace(part.Script, 0, part.Part);
                ExamineStatement(statement, facts, place, embedded: false, index >= part.Part.FirstStatement);
                borders.After(state, statement, facts, statements[^1]);
            }
        }

        if (statements.Count > 0)
        {
            rules.RunEnd(context.Turn(statements[^1], atEnd: true));
        }

        if (source.WayBack is { } wayBack)
        {
            findings.ReportErrors(ParsedPart.Read(wayBack, options.Server.Major, cancellationToken));
        }

        findings.ReportSource(statements);
        return new Examination(findings.Finish(), statements);
    }

    private void ExamineStatement(SqlStatement statement, StatementFacts facts, StatementPlace place, bool embedded, bool report)
    {
        var location = place.Locate(statement.Offset);
        var examined = new ExaminedStatement
        {
            Source = source,
            Statement = statement,
            Facts = facts,
            Step = state.Step,
            Line = location.Line,
            Column = location.Column,
            Embedded = embedded,
            AsBackfill = source.Runner == SourceRunner.Module && place.Part.Sql.StartsWith(BackfillOperationStep.Marker, StringComparison.Ordinal),
            LocksOnExisting = OnExisting(facts.Locks),
            Ignored = findings.IgnoredAt(place, statement.Offset),
            Place = place,
        };
        statements.Add(examined);
        context.Turn(examined);
        if (report)
        {
            rules.Run(context);
        }

        var slowTable = statement.Kind == StatementKind.AlterTable && SlowStatement.Is(context) ? context.Table : null;

        if (!embedded)
        {
            foreach (var piece in EmbeddedStatements.Of(statement, state, place, options.Server.Major))
            {
                ExamineStatement(piece.Statement, piece.Facts, piece.Place, embedded: true, report);
            }
        }

        if (embedded && statement.Kind == StatementKind.Select)
        {
            // SELECT … INTO sets a variable in PL/pgSQL; it makes no table.
            return;
        }

        StateFold.Apply(state, examined);
        if (slowTable is { } table)
        {
            state.Table(table).SlowBy ??= examined;
        }
    }

    private IReadOnlyList<RelationLock> OnExisting(IReadOnlyList<RelationLock> locks)
    {
        for (var index = 0; index < locks.Count; index++)
        {
            if (IsOwn(locks[index].Relation))
            {
                return Others(locks);
            }
        }

        return locks;
    }

    private List<RelationLock> Others(IReadOnlyList<RelationLock> locks)
    {
        var others = new List<RelationLock>();
        foreach (var held in locks)
        {
            if (!IsOwn(held.Relation))
            {
                others.Add(held);
            }
        }

        return others;
    }

    private bool IsOwn(QualifiedName relation) => state.IsNew(relation) || state.Indexes.Contains(relation) || state.Sequences.Contains(relation);
}
