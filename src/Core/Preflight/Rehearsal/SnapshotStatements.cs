using SchemaMigrate.Catalog;

namespace SchemaMigrate.Preflight;

/// <summary>The statements that create what a snapshot has. Owners, grants, publications and foreign tables are not copied: they do not matter to locks and rewrites.</summary>
internal static class SnapshotStatements
{
    public static IEnumerable<(string Sql, string What)> Of(SchemaSnapshot snapshot)
    {
        var columns = snapshot.Objects.Where(each => each.Kind == SchemaObjectKind.Column).ToLookup(each => each.Parent!);
        var order = new[]
        {
            SchemaObjectKind.Schema, SchemaObjectKind.Extension, SchemaObjectKind.Enum, SchemaObjectKind.Domain, SchemaObjectKind.CompositeType, SchemaObjectKind.Range,
            SchemaObjectKind.Sequence, SchemaObjectKind.Routine, SchemaObjectKind.Table, SchemaObjectKind.View, SchemaObjectKind.MaterializedView, SchemaObjectKind.Constraint,
            SchemaObjectKind.Index, SchemaObjectKind.Statistics, SchemaObjectKind.Rule, SchemaObjectKind.Trigger, SchemaObjectKind.Policy,
        };
        foreach (var kind in order)
        {
            foreach (var each in snapshot.Objects.Where(each => each.Kind == kind).OrderBy(IsForeignKey).ThenBy(each => each["parents"] is null ? 0 : 1))
            {
                foreach (var statement in Create(each, columns))
                {
                    yield return (statement, each.ToString());
                }
            }
        }

        foreach (var owned in snapshot.Objects.Where(each => each.Kind == SchemaObjectKind.Sequence && each["owned_by"] is not null && each["identity"] is null))
        {
            yield return ($"ALTER SEQUENCE {owned.Name} OWNED BY {owned["owned_by"]}", owned.ToString());
        }
    }

    public static IEnumerable<string> NotCopied(SchemaSnapshot snapshot) => snapshot.Objects
        .Where(each => each.Kind is SchemaObjectKind.ForeignTable or SchemaObjectKind.Publication || each["kind"] == "aggregate")
        .Select(each => $"{each} is not copied.");

    private static bool IsForeignKey(SchemaObject each) => each.Kind == SchemaObjectKind.Constraint && each["definition"]!.StartsWith("FOREIGN KEY", StringComparison.Ordinal);

    private static IEnumerable<string> Create(SchemaObject each, ILookup<string, SchemaObject> columns) => each.Kind switch
    {
        SchemaObjectKind.Schema => [$"CREATE SCHEMA IF NOT EXISTS {each.Name}"],
        SchemaObjectKind.Extension => [$"CREATE EXTENSION IF NOT EXISTS {each.Name} SCHEMA \"{each["schema"]!.Replace("\"", "\"\"", StringComparison.Ordinal)}\""],
        SchemaObjectKind.Enum => [$"CREATE TYPE {each.Name} AS ENUM ({each["labels"]})"],
        SchemaObjectKind.Domain =>
            [$"CREATE DOMAIN {each.Name} AS {each["base"]}{(each["default"] is { } value ? " DEFAULT " + value : "")}{(each["not_null"] is null ? "" : " NOT NULL")} {each["constraints"]}"],
        SchemaObjectKind.CompositeType => [$"CREATE TYPE {each.Name} AS ({each["attributes"]})"],
        SchemaObjectKind.Range => [$"CREATE TYPE {each.Name} AS RANGE (SUBTYPE = {each["subtype"]})"],
        SchemaObjectKind.Sequence when each["identity"] is null =>
            [$"CREATE SEQUENCE {each.Name} AS {each["type"]} INCREMENT {each["increment"]} MINVALUE {each["minimum"]} MAXVALUE {each["maximum"]} START {each["start"]} CACHE {each["cache"]}{(each["cycle"] is null ? "" : " CYCLE")}"],
        SchemaObjectKind.Routine when each["kind"] != "aggregate" => [each["definition"]!],
        SchemaObjectKind.Table => Table(each, [.. columns[each.Name].OrderBy(column => int.Parse(column["position"]!, System.Globalization.CultureInfo.InvariantCulture))]),
        SchemaObjectKind.View => [$"CREATE VIEW {each.Name} AS {each["definition"]}"],
        SchemaObjectKind.MaterializedView => [$"CREATE MATERIALIZED VIEW {each.Name} AS {each["definition"]!.TrimEnd(';')} WITH NO DATA"],
        SchemaObjectKind.Constraint when each["inherited"] is null => Constraint(each),
        SchemaObjectKind.Index when each["constraint_name"] is null && each["parent"] is null => [WithPartitions(each["definition"]!)],
        SchemaObjectKind.Trigger when each["inherited"] is null =>
            each["enabled"] == "no" ? [each["definition"]!, $"ALTER TABLE {each.Parent} DISABLE TRIGGER {LastPart(each)}"] : [each["definition"]!],
        SchemaObjectKind.Rule or SchemaObjectKind.Statistics => [each["definition"]!],
        SchemaObjectKind.Policy => [Policy(each)],
        _ => [],
    };

    // The definition of a partitioned table's index creates it without those of the partitions, and invalid.
    private static string WithPartitions(string definition) => definition.IndexOf(" ON ONLY ", StringComparison.Ordinal) is var at and > 0
        ? definition[..at] + " ON " + definition[(at + " ON ONLY ".Length)..]
        : definition;

    private static string[] Constraint(SchemaObject each) =>
        each["definition"]!.StartsWith("NOT NULL", StringComparison.Ordinal) && each["validated"] is null ? [] : [$"ALTER TABLE {each.Parent} ADD CONSTRAINT {LastPart(each)} {each["definition"]}"];

    private static IEnumerable<string> Table(SchemaObject table, IReadOnlyList<SchemaObject> columns)
    {
        var unlogged = table["persistence"] is null ? "" : "UNLOGGED ";
        if (table["partition_bound"] is { } bound)
        {
            yield return $"CREATE {unlogged}TABLE {table.Name} PARTITION OF {table["parents"]} {bound}{(table["partition_key"] is { } inner ? " PARTITION BY " + inner : "")}";
        }
        else
        {
            var inherits = table["parents"] is { } parents ? $" INHERITS ({parents})" : "";
            var partition = table["partition_key"] is { } key ? $" PARTITION BY {key}" : "";
            var options = table["options"] is { } given ? $" WITH ({given})" : "";
            yield return $"CREATE {unlogged}TABLE {table.Name} ({string.Join(", ", columns.Where(column => column["inherited"] is null).Select(Column))}){inherits}{partition}{options}";
        }

        if (table["row_security"] is { } security)
        {
            yield return $"ALTER TABLE {table.Name} ENABLE ROW LEVEL SECURITY";
            if (security == "forced")
            {
                yield return $"ALTER TABLE {table.Name} FORCE ROW LEVEL SECURITY";
            }
        }
    }

    private static string Column(SchemaObject column) => $"{LastPart(column)} {column["type"]}"
        + (column["collation"] is { } collation ? $" COLLATE {collation}" : "")
        + (column["generated"] is { } generated ? $" GENERATED ALWAYS AS ({column["default"]}) {generated.ToUpperInvariant()}"
            : column["identity"] is { } identity ? $" GENERATED {identity.ToUpperInvariant()} AS IDENTITY"
            : column["default"] is { } value ? $" DEFAULT {value}" : "")
        + (column["not_null"] is null ? "" : " NOT NULL");

    private static string Policy(SchemaObject policy) =>
        $"CREATE POLICY {LastPart(policy)} ON {policy.Parent}{(policy["permissive"] is null ? "" : " AS RESTRICTIVE")} FOR {policy["command"]}"
        + (policy["using_expression"] is { } use ? $" USING ({use})" : "") + (policy["check_expression"] is { } check ? $" WITH CHECK ({check})" : "");

    // The object's own name stands behind that of its table.
    private static string LastPart(SchemaObject each) => each.Name[(each.Parent!.Length + 1)..];
}
