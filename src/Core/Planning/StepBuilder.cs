using System.Text.RegularExpressions;
using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Planning;

/// <summary>
/// Cuts the body of a revision into steps. The statements decide: what can share a transaction does, what cannot run in one stands alone,
/// and what must be committed before it is used (a new enum value) or must not run under the locks of what came before (VALIDATE
/// CONSTRAINT) has a transaction of its own.
/// </summary>
internal sealed partial class StepBuilder(int serverMajor, CancellationToken cancellationToken)
{
    private int lastGroup;

    /// <summary>The steps of one body; an empty body gives one empty step, which only writes the journal.</summary>
    /// <param name="revisionId">The revision.</param>
    /// <param name="place">How messages name the file: its name.</param>
    /// <param name="parts">The body.</param>
    /// <param name="known">What the journal has of the steps; empty when the revision was not begun.</param>
    internal IReadOnlyList<Step> Build(string revisionId, string place, IReadOnlyList<BodyPart> parts, IReadOnlyList<AppliedStep> known)
    {
        var groups = Group(place, parts);
        if (groups.Count == 0)
        {
            groups.Add(new StatementGroup(StepKind.Transaction, []));
        }

        var steps = new List<Step>(groups.Count);
        string[] settings = [];
        for (var index = 0; index < groups.Count; index++)
        {
            var (kind, statements) = groups[index];
            var hash = PlanHash.OfStatements(kind, statements.Select(statement => statement.Sql));
            var holding = settings;
            settings = [.. settings, .. statements.Where(IsSetting).Select(statement => statement.Sql)];
            var journal = known.FirstOrDefault(step => step.Ordinal == index + 1);
            if (journal is not null && journal.Hash != hash)
            {
                throw new MigrationException(
                    PlanningErrors.RevisionChangedMidway,
                    $"Step {index + 1} of revision {revisionId} ({place}) was changed after it was run on this database.") { Target = revisionId };
            }

            if (journal is { State: StepState.Done })
            {
                continue;
            }

            steps.Add(new Step(revisionId, index + 1, ++lastGroup, kind, statements, hash)
            {
                InDoubt = journal is { State: StepState.Running },
                Last = index == groups.Count - 1,
                Settings = holding,
            });
        }

        if (steps.Count == 0)
        {
            // What had failed was taken out of the file: all that is left is to write down that the revision is finished.
            steps.Add(new Step(revisionId, groups.Count + 1, ++lastGroup, StepKind.Transaction, [], PlanHash.OfStatements(StepKind.Transaction, [])) { Last = true });
        }

        if (known.Any(step => step.Ordinal > groups.Count))
        {
            throw new MigrationException(
                PlanningErrors.RevisionChangedMidway,
                $"Revision {revisionId} ({place}) has {groups.Count} steps now; more of them were run on this database.") { Target = revisionId };
        }

        return steps;
    }

    private List<StatementGroup> Group(string place, IReadOnlyList<BodyPart> parts)
    {
        var groups = new List<StatementGroup>();
        var open = new List<PlannedStatement>();
        foreach (var part in parts)
        {
            if (part.StartsTransaction)
            {
                Close();
            }

            if (part.BackfillMarker is { } marker)
            {
                Close();
                groups.Add(new StatementGroup(StepKind.Backfill, [Backfill(place, part, marker)]));
                continue;
            }

            if (part.EachMarker is { } each)
            {
                Close();
                groups.Add(new StatementGroup(StepKind.Enumerated, [Enumerated(place, part, each)]));
                continue;
            }

            foreach (var statement in Parse(place, part).Statements)
            {
                var facts = FactsOf(part, statement);
                var planned = Planned(part, statement, facts);
                switch (IsValidation(facts) ? TransactionNeed.Alone : facts.Transaction)
                {
                    case TransactionNeed.Control:
                        throw At(PlanningErrors.TransactionControl, place, planned, "transaction control does not belong in a revision.");
                    case TransactionNeed.Forbidden:
                        Check(place, statement, planned);
                        Close();
                        groups.Add(new StatementGroup(StepKind.NonTransactional, [planned]));
                        break;
                    case TransactionNeed.Alone:
                        Close();
                        groups.Add(new StatementGroup(StepKind.Transaction, [planned]));
                        break;
                    default:
                        open.Add(planned);
                        break;
                }
            }
        }

        Close();
        return groups;

        void Close()
        {
            if (open.Count > 0)
            {
                groups.Add(new StatementGroup(StepKind.Transaction, [.. open]));
                open.Clear();
            }
        }
    }

    private StatementFacts FactsOf(BodyPart part, SqlStatement statement) => StatementClassifier.Classify(
        part.AssertedQuery is { } query ? SqlScript.Parse(query, cancellationToken).Statements[0] : statement, serverMajor);

    // The scan of a validation is long and its lock weak. In a transaction of its own it runs under no stronger lock of what came before,
    // and it is not thrown away when what comes after does not get its locks.
    internal static bool IsValidation(StatementFacts facts) => facts.Forms is ["AlterTable.ValidateConstraint"];

    private PlannedStatement Backfill(string place, BodyPart part, string marker)
    {
        var statements = Parse(place, part).Statements;
        if (statements is not [{ Kind: StatementKind.Update or StatementKind.Insert } statement])
        {
            throw new MigrationException(PlanningErrors.BackfillInvalid, $"{place}: below the line of a backfill there must be one UPDATE or INSERT and nothing else, up to the next marker.");
        }

        var planned = Planned(part, statement, StatementClassifier.Classify(statement, serverMajor));
        return planned with { Sql = marker + "\n" + planned.Sql };
    }

    private PlannedStatement Enumerated(string place, BodyPart part, string marker)
    {
        if (Parse(place, part).Statements is not [{ Kind: StatementKind.Select } statement] || EnumeratedTable.TryRead(marker) is not { } table)
        {
            throw new MigrationException(
                PlanningErrors.EnumerationInvalid, $"{place}: below the line of an enumeration, which names a table and a lock, there must be one query and nothing else, up to the next marker.");
        }

        var planned = Planned(part, statement, StatementClassifier.Classify(statement, serverMajor));
        return planned with { Sql = marker + "\n" + planned.Sql, Locks = [table.Lock], LockMode = table.Lock.Mode };
    }

    // SET LOCAL and SET TRANSACTION end with their transaction.
    private static bool IsSetting(PlannedStatement statement) => statement.Kind == StatementKind.Set && !OfTransaction().IsMatch(statement.Sql);

    [GeneratedRegex(@"^SET\s+(?:LOCAL|TRANSACTION)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OfTransaction();

    private SqlScript Parse(string place, BodyPart part)
    {
        try
        {
            return SqlScript.Parse(part.Sql, cancellationToken);
        }
        catch (SqlSyntaxException exception)
        {
            throw part.StartLine == 0 ? exception : new RevisionSyntaxException(place, part.StartLine + exception.Line - 1, exception);
        }
    }

    private static PlannedStatement Planned(BodyPart part, SqlStatement statement, StatementFacts facts) => new(
        statement.Text, statement.Kind, part.StartLine == 0 ? 0 : part.StartLine + statement.Line - 1, part.StartLine == 0 ? 0 : statement.Column,
        facts.Locks, facts.StrongestLock, facts.Destructive, facts.Rewrites);

    private static void Check(string place, SqlStatement statement, PlannedStatement planned)
    {
        if (ConcurrentIndexBuild.TryRead(statement) is not { } build)
        {
            return;
        }

        if (build.IndexName is null)
        {
            throw At(PlanningErrors.ConcurrentIndexUnnamed, place, planned, "a concurrent index build needs a name.");
        }

        if (build.IfNotExists)
        {
            throw At(PlanningErrors.ConcurrentIndexIfNotExists, place, planned, "CREATE INDEX CONCURRENTLY IF NOT EXISTS would accept an invalid or a different index.");
        }
    }

    private static MigrationException At(ErrorDefinition definition, string place, PlannedStatement statement, string what) =>
        new(definition, statement.Line == 0 ? $"{place}: {what}" : $"{place}:{statement.Line}:{statement.Column}: {what}") { Target = statement.Sql };

    private sealed record StatementGroup(StepKind Kind, IReadOnlyList<PlannedStatement> Statements);
}
