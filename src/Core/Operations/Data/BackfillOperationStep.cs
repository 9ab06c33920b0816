using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>A change of data that is run as a backfill: in batches, resumable, in no transaction with anything else.</summary>
/// <param name="Name">The name of the backfill; gates refer to it.</param>
/// <param name="Table">The table.</param>
/// <param name="Set">The columns and what they get.</param>
/// <param name="Where">Which rows; null for all.</param>
/// <param name="Pace">How it goes about it.</param>
public sealed record BackfillOperationStep(
    string Name, QualifiedName Table, ValueList<DataAssignment> Set, ExpressionFragment? Where, BackfillPace Pace) : OperationStep
{
    /// <summary>One INSERT in which <c>{range}</c> stands where the condition that selects a range of keys is to stand, instead of <see cref="Set"/> and <see cref="Where"/>; null for an update.</summary>
    public string? Insert { get; init; }

    /// <summary>Begins the comment line that tells the runner to run the statement below it as a backfill. What follows on the line is JSON.</summary>
    public const string Marker = "-- schemamigrate: backfill ";

    /// <summary>The table that a row is inserted into for each row, unless it is there already; null to update <see cref="Table"/> itself.</summary>
    public QualifiedName? InsertInto { get; init; }

    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The change as one statement: what the backfill does in the end, and what a script that is run by hand does at once.</summary>
    public string Statement => (Insert, InsertInto) switch
    {
        ({ } insert, _) => insert.Replace("{range}", "(true)", StringComparison.Ordinal),
        (_, { } into) => $"INSERT INTO {into} ({string.Join(", ", Set.Select(assignment => assignment.Column))}) "
            + $"SELECT {string.Join(", ", Set.Select(assignment => $"({assignment.Value}\n)"))} FROM {Table}{Condition} ON CONFLICT DO NOTHING",
        _ => $"UPDATE {Table} SET {string.Join(", ", Set.Select(assignment => $"{assignment.Column} = ({assignment.Value}\n)"))}{Condition}",
    };

    /// <summary>The marker line and the statement.</summary>
    public string ToSqlStatement() => Marker + Json() + "\n" + Statement;

    private string Condition => Where is null ? "" : $" WHERE ({Where}\n)";

    private string Json() => JsonSerializer.Serialize(
        new
        {
            definition = new
            {
                name = Name,
                table = Table.Spelling,
                set = Insert is null ? Set.Select(assignment => new { column = assignment.Column.Spelling, expression = assignment.Value.Sql }) : null,
                where = Where?.Sql,
                insertInto = InsertInto?.Spelling,
                skipExisting = InsertInto is null ? (bool?)null : true,
                sql = Insert,
            },
            options = new { batchSize = Pace.BatchSize, workers = Pace.Workers, onError = Pace.OnError },
        },
        Options);
}
