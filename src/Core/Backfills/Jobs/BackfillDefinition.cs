using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SchemaMigrate.Backfills;

/// <summary>
/// What a backfill does to which rows. It never changes once the backfill was started. It has one of three forms: <see cref="Set"/> alone updates
/// the table; <see cref="Set"/> with <see cref="InsertInto"/> inserts a row into another table for each row; <see cref="Sql"/> runs a statement
/// of the author's own over each range of keys.
/// </summary>
public sealed record BackfillDefinition
{
    /// <summary>Where in <see cref="Sql"/> the condition that selects a range of keys is to stand.</summary>
    public const string RangePlaceholder = "{range}";

    /// <summary>The name, unique in the journal; the gate <c>backfill(name)</c> refers to it.</summary>
    public required string Name { get; init; }

    /// <summary>The table whose keys are walked, as SQL spells it.</summary>
    public required string Table { get; init; }

    /// <summary>The columns and what they get; empty with <see cref="Sql"/>.</summary>
    public IReadOnlyList<BackfillAssignment> Set { get; init; } = [];

    /// <summary>Which rows: a condition over the row, a filter only. Null for all rows.</summary>
    public string? Where { get; init; }

    /// <summary>The table that rows are inserted into, as SQL spells it; null to update <see cref="Table"/> itself.</summary>
    public string? InsertInto { get; init; }

    /// <summary>
    /// With <see cref="InsertInto"/>: a row that is there already, by whichever unique index, stays as it is; the rows read are locked FOR SHARE, so that what is inserted is
    /// what they hold when the batch is committed.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SkipExisting { get; init; }

    /// <summary>One INSERT, UPDATE or DELETE in which <see cref="RangePlaceholder"/> stands where a condition may stand; null for the other forms.</summary>
    public string? Sql { get; init; }

    /// <summary>The columns of the key to walk by, as SQL spells them; null lets the plan choose.</summary>
    public IReadOnlyList<string>? Key { get; init; }

    /// <summary>A hash over everything but the name: two backfills with the same hash do the same.</summary>
    public string Hash() => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes((this with { Name = "" }).ToJson())))[..16];

    /// <summary>The definition as JSON, as the journal keeps it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, BackfillJson.Options);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The JSON.</param>
    public static BackfillDefinition FromJson(string json) => JsonSerializer.Deserialize<BackfillDefinition>(json, BackfillJson.Options)!;
}
