using SchemaMigrate.Sql;

namespace SchemaMigrate.Planning;

/// <summary>What the runner executes as one unit: a transaction, or one statement that cannot run in one.</summary>
/// <param name="RevisionId">The revision that it belongs to.</param>
/// <param name="Ordinal">Number of the step within its revision, from 1.</param>
/// <param name="TransactionGroup">Number of the step within the plan, from 1: statements with the same number are committed together.</param>
/// <param name="Kind">What the runner does with it.</param>
/// <param name="Statements">The statements, in the order of execution.</param>
/// <param name="Hash">SHA-256 over the statements' texts; tells after a crash whether the step is still the same.</param>
public sealed record Step(
    string RevisionId, int Ordinal, int TransactionGroup, StepKind Kind, IReadOnlyList<PlannedStatement> Statements, string Hash)
{
    /// <summary>The statements, in the order of execution.</summary>
    public IReadOnlyList<PlannedStatement> Statements { get; init; } = Statements.ToArray();

    /// <summary>True when the journal says that the step was begun and does not say that it took effect: the runner asks the catalog.</summary>
    public bool InDoubt { get; init; }

    /// <summary>True for the last step of its revision: with it the revision is applied (or undone).</summary>
    public bool Last { get; init; }

    /// <summary>
    /// The SET statements of earlier steps of the revision: whoever writes SET search_path at the top of a file means all of it, and a step
    /// in another transaction, perhaps of another run, must not find another table.
    /// </summary>
    public IReadOnlyList<string> Settings { get; init => field = value.ToArray(); } = Array.Empty<string>();

    /// <summary>The SQL of the step.</summary>
    public string Sql => string.Join(";\n", Statements.Select(statement => statement.Sql)) + ";";

    /// <summary>The strongest lock that the step takes on any relation.</summary>
    public LockMode LockMode => Statements.Count == 0 ? LockMode.None : Statements.Max(statement => statement.LockMode);

    /// <summary>The relations that the step locks, for people.</summary>
    public IReadOnlyList<string> Relations =>
        Statements.SelectMany(statement => statement.Locks).Select(relationLock => relationLock.Relation.Display).Distinct(StringComparer.Ordinal).ToArray();

    /// <summary>Whether a statement of the step loses data.</summary>
    public bool Destructive => Statements.Any(statement => statement.Destructive);

    /// <summary>Whether a statement of the step rewrites a table.</summary>
    public bool Rewrites => Statements.Any(statement => statement.Rewrites);
}
