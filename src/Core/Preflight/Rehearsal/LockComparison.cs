using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Compares what was predicted of the statements of a step with what they did.</summary>
internal static class LockComparison
{
    /// <summary>What differs, in sentences, with the statement; empty when the prediction holds.</summary>
    public static IEnumerable<(RehearsedStatement Statement, string Difference)> Of(RehearsedStep step, int serverMajor)
    {
        var held = new List<ObservedLock>();
        var predicted = new List<RelationLock>();
        foreach (var statement in step.Statements.Where(statement => statement.Failure is null))
        {
            var facts = Facts(statement, serverMajor);
            var unnamed = facts is null ? LockMode.AccessExclusive : facts.Unnamed.Count > 0 ? facts.StrongestLock : LockMode.None;
            predicted.AddRange(statement.Statement.Locks);
            held.AddRange(statement.Locks);
            foreach (var observed in statement.Locks.Where(observed => observed.Mode > LockMode.RowShare))
            {
                var expected = predicted.Where(each => Same(each.Relation, observed.Relation)).Select(each => each.Mode).DefaultIfEmpty(LockMode.None).Max();
                if (observed.Mode > expected && (expected != LockMode.None || observed.Mode > unnamed))
                {
                    yield return (statement, $"{observed.Relation.Display} was locked {LockText.Of(observed.Mode)}; predicted was {LockText.Of(expected)}.");
                }
            }

            foreach (var expected in statement.Sampled ? [] : statement.Statement.Locks.Where(each => each.Mode > LockMode.RowShare))
            {
                // The names of what the step itself creates, or what does not exist, are predicted too; only what was there is observed.
                var observed = held.Where(each => Same(expected.Relation, each.Relation)).Select(each => each.Mode).DefaultIfEmpty(LockMode.None).Max();
                if (observed != LockMode.None && observed < expected.Mode)
                {
                    yield return (statement, $"{expected.Relation.Display} was locked {LockText.Of(observed)} only; predicted was {LockText.Of(expected.Mode)}.");
                }
            }

            if (statement.Rewritten.Count > 0 && facts is { Known: true, Rewrites: false } && !facts.Destructive)
            {
                yield return (statement, $"{string.Join(", ", statement.Rewritten)} was rewritten; that was not predicted.");
            }
        }
    }

    private static StatementFacts? Facts(RehearsedStatement statement, int serverMajor) =>
        SqlScript.ParseTolerant(statement.Statement.Sql).Script.Statements is [var parsed] ? StatementClassifier.Classify(parsed, serverMajor) : null;

    private static bool Same(QualifiedName predicted, QualifiedName observed) =>
        predicted.Name == observed.Name && (predicted.Schema is null || predicted.Schema == observed.Schema);
}
