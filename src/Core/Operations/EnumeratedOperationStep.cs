using System.Text.Json;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Statements that only the catalog of the target can tell: a query gives them when the step runs, and they are executed one by one, each committed by itself. The query gives what is still to be done and
/// nothing else, in the order of execution; it is asked again until it gives nothing. So a run that is killed goes on with what is left.
/// </summary>
/// <param name="Query">One query with one column of SQL statements.</param>
/// <param name="Table">The table whose sake it is for, for people and for the plan.</param>
/// <param name="Mode">The strongest lock that a statement takes for longer than an instant.</param>
public sealed record EnumeratedOperationStep(string Query, QualifiedName Table, LockMode Mode) : OperationStep
{
    /// <summary>Begins the comment line that tells the runner to execute what the query below it gives. What follows on the line is JSON.</summary>
    public const string Marker = "-- schemamigrate: each ";

    /// <summary>The marker line and the query.</summary>
    public string ToSqlStatement() => Marker + JsonSerializer.Serialize(new { table = Table.Spelling, @lock = Mode.ToString() }) + "\n" + Query;
}
