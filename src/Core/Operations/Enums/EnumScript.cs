using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>The blocks that ask the catalog what uses an enum, and carry its dependents over to another type of the same name.</summary>
/// <param name="Change">The change.</param>
/// <param name="Columns">The columns of the type.</param>
internal sealed record EnumScript(EnumChange Change, ValueList<EnumColumn> Columns)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Fails when the type has other values than were said.</summary>
    /// <param name="change">The change.</param>
    public static string Labels(EnumChange change) => CatalogBlock.Do("Enums/EnumLabels", ("type", change.Type.ToString()), ("from", Json(change.From)));

    /// <summary>Fails when a row has one of the values, naming it, how many rows and some of them.</summary>
    /// <param name="values">The values.</param>
    /// <param name="hint">What to do.</param>
    public string Usage(ValueList<string> values, string hint) =>
        CatalogBlock.Do("Enums/EnumUsage", ("type", Change.Type.Display), ("columns", Places(column => column.Column)), ("gone", Json(values)), ("hint", hint));

    /// <summary>Lists what depends on the columns and their type, and fails when something does that cannot be carried over.</summary>
    /// <param name="mode">Whether the columns are rewritten where they are, step aside for others, or are stepped aside for by those that were there before.</param>
    /// <param name="map">What values become in a default.</param>
    /// <param name="gone">Values that go.</param>
    public string Dependents(EnumMode mode, ValueList<EnumMapping> map, IEnumerable<string> gone) => CatalogBlock.Do("Enums/EnumDependents",
        ("type", Change.Type.ToString()), ("columns", Places(column => mode == EnumMode.Back ? DerivedName.Of("zz_old", [column.Column.Name]) : column.Column)), ("mode", mode switch { EnumMode.InPlace => "in place", EnumMode.Aside => "online", _ => "back" }),
        ("successors", new JsonObject(map.Select(entry => KeyValuePair.Create(entry.From, (JsonNode?)JsonValue.Create(entry.To)))).ToJsonString(Readable)), ("gone", Json(gone)));

    /// <summary>Drops what was listed.</summary>
    public static string TakeDown => CatalogBlock.Do("Enums/EnumTakeDown");

    /// <summary>Makes what was listed again.</summary>
    public static string PutBack => CatalogBlock.Do("Enums/EnumPutBack");

    /// <summary>Forgets what was listed.</summary>
    public static string Forget => "DROP TABLE pg_temp.schemamigrate_place, pg_temp.schemamigrate_dependent";

    /// <summary>Gives a type the comment, the owner and the privileges of another one.</summary>
    /// <param name="from">The one that has them.</param>
    /// <param name="to">The one that gets them.</param>
    public static string Carry(QualifiedName from, QualifiedName to) => CatalogBlock.Do("Enums/EnumCarry", ("from", from.ToString()), ("to", to.ToString()));

    /// <summary>Lets other columns, and their type, take the names.</summary>
    /// <param name="away">What the present type is called afterwards.</param>
    /// <param name="fresh">What the type that takes the name is called before.</param>
    /// <param name="columnAway">What a present column is called afterwards.</param>
    /// <param name="columnFresh">What the column that takes its name is called before.</param>
    /// <param name="strict">Whether every index and check of the present column must have its counterpart.</param>
    public string Swap(Identifier away, QualifiedName fresh, Func<EnumColumn, Identifier> columnAway, Func<EnumColumn, Identifier> columnFresh, bool strict) => CatalogBlock.Do("Enums/EnumSwap",
        ("type", Change.Type.ToString()), ("away", away.Name), ("fresh", fresh.ToString()), ("name", Change.Type.Name.Name), ("strict", strict ? "true" : "false"),
        ("columns", new JsonArray([.. Columns.Select(column => new JsonObject
        {
            ["table"] = column.Table.ToString(), ["column"] = column.Column.Name, ["away"] = columnAway(column).Name, ["fresh"] = columnFresh(column).Name,
            ["spare"] = DerivedName.AsServer(column.Table.Name, DerivedName.Of("zz_new", [column.Column.Name]), "not_null").Name,
        })]).ToJsonString(Readable)));

    private string Places(Func<EnumColumn, Identifier> other) => new JsonArray(
        [.. Columns.Select(column => new JsonObject { ["table"] = column.Table.ToString(), ["column"] = column.Column.Name, ["other"] = other(column).Name, ["many"] = column.Many })]).ToJsonString(Readable);

    private static string Json(IEnumerable<string> values) => JsonSerializer.Serialize(values, Readable);
}
