using SchemaMigrate.Sql;

namespace SchemaMigrate.Planning;

/// <summary>One statement of a step, with what it will do to the database.</summary>
/// <param name="Sql">The text of the statement, without a semicolon at the end.</param>
/// <param name="Kind">What sort of statement it is.</param>
/// <param name="Line">Line in the revision file, from 1; 0 when the statement comes from an operation.</param>
/// <param name="Column">Column in the revision file, from 1; 0 when the statement comes from an operation.</param>
/// <param name="Locks">The relations that it locks, and how.</param>
/// <param name="LockMode">The strongest lock that it takes on any relation, named or not.</param>
/// <param name="Destructive">Whether it loses data.</param>
/// <param name="Rewrites">Whether it rewrites a table.</param>
public sealed record PlannedStatement(
    string Sql,
    StatementKind Kind,
    int Line,
    int Column,
    IReadOnlyList<RelationLock> Locks,
    LockMode LockMode,
    bool Destructive,
    bool Rewrites);
