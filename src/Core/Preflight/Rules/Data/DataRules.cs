using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Statements that change many rows.</summary>
[RuleFamily]
internal static class DataRules
{
    public static Rule Truncate { get; } = new(new RuleMetadata("SM088", Severity.Danger, "TRUNCATE",
        "All rows are removed at once.",
        "The table is locked ACCESS EXCLUSIVE, nothing but a backup brings the rows back, and a transaction with an older snapshot sees an empty table.",
        "Delete in batches with Start-Backfill, or make a new table and drop the old one in a contract revision.")
    {
        Lock = LockMode.AccessExclusive,
    }, ["TruncateStmt"], Truncated);

    public static Rule Unbatched { get; } = new(new RuleMetadata("SM089", Severity.Danger, "UPDATE or DELETE of many rows",
        "One statement changes rows without a bound.",
        "Every changed row stays locked until the commit, dead rows of the whole database pile up meanwhile, replicas fall behind, and a failure at the end undoes all of it.",
        "Start-Backfill, which goes by key in short transactions and can be stopped and taken up again.")
    {
        Lock = LockMode.RowExclusive,
        AntiPattern = "Large transaction",
    }, ["UpdateStmt", "DeleteStmt", "MergeStmt"], context => context.Node.Is("MergeStmt") ? Merged(context) : IsUnbounded(context) && !context.Examined.AsBackfill
        ? new RuleHit(context.Node["whereClause"].Exists
            ? $"How many rows of {context.TableText} it changes, the statement does not limit."
            : $"Every row of {context.TableText} is {(context.Node.Is("UpdateStmt") ? "updated" : "deleted")} in one transaction.")
        {
            Severity = context.Node["whereClause"].Exists ? Severity.Warning : null,
        }
        : null);

    public static Rule Mixed { get; } = new(new RuleMetadata("SM090", Severity.Danger, "Schema change and data change in one transaction",
        "Rows are changed while the transaction holds a lock that an earlier ALTER TABLE took, or the other way round.",
        "An ALTER that takes a millisecond locks the table ACCESS EXCLUSIVE until the commit, and the commit waits for the rows: nobody uses the table meanwhile.",
        "Three revisions: expand, then the data with Start-Backfill, then contract.")
    {
        Lock = LockMode.AccessExclusive,
        AntiPattern = "Mixed schema and data",
    }, ["UpdateStmt", "DeleteStmt", "InsertStmt", "MergeStmt", "AlterTableStmt", "IndexStmt"], context => !context.State.InTransaction ? null
        : IsManyRows(context)
            ? context.State.FirstExclusive is { } held
                ? new RuleHit($"{held.Relation.Display} stays locked ACCESS EXCLUSIVE since {held.TakenBy.Spot}, until these rows are changed and committed.") { Table = held.Relation }
                : null
            : context.OnExistingTable && context.State.FirstData is { } data && data.Statement.Node["relation"].RelationName() is { } changed
                && IsLocked(context.Examined, changed)
                && IsManyRows(data)
                ? new RuleHit($"{context.TableText} is locked while the rows that {data.Spot} changed are not committed.")
                : null);

    public static Rule Duplicate { get; } = new(new RuleMetadata("SM125", Severity.Error, "Column assigned twice",
        "UPDATE … SET names a column twice.",
        "PostgreSQL refuses it: multiple assignments to same column.",
        "Leave one of the assignments."),
        ["UpdateStmt"], context =>
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var target in context.Node.List("targetList"))
            {
                if (target.Text("name") is { } name && !target.Has("indirection") && !seen.Add(name))
                {
                    return new RuleHit($"{name} is assigned twice.") { At = target };
                }
            }

            return null;
        });

    public static Rule Copied { get; } = new(new RuleMetadata("SM128", Severity.Warning, "Table copied in one statement",
        "INSERT … SELECT or CREATE TABLE AS copies rows without a bound.",
        "One transaction as long as the copy, and rows that clients write meanwhile are missing from it.",
        "Create the empty table, keep it in step with a trigger, and copy the old rows with Start-Backfill.")
    {
        Lock = LockMode.AccessShare,
    }, ["InsertStmt", "CreateTableAsStmt"], context =>
        context.Examined.Statement.Kind != StatementKind.CreateMaterializedView && !context.Examined.AsBackfill && !context.Node["into"].Flag("skipData") && IsCopy(context) is { } source
            ? new RuleHit($"The rows of {source.Display} are copied in one transaction.") { Table = source }
            : null);

    /// <summary>Whether a data statement may change many rows of a table that was there before, or copy many.</summary>
    private static bool IsManyRows(RuleContext context) => context.Node.Type switch
    {
        "UpdateStmt" or "DeleteStmt" => IsUnbounded(context),
        "InsertStmt" => IsCopy(context) is not null,
        "MergeStmt" => context.OnExistingTable,
        _ => false,
    };

    private static bool IsManyRows(ExaminedStatement statement) => statement.Statement.Node is var node && node.Type switch
    {
        "UpdateStmt" or "DeleteStmt" => !RowFilter.IsBounded(node, statement.Embedded),
        "InsertStmt" => node["selectStmt"].Has("fromClause"),
        _ => node.Is("MergeStmt"),
    };

    private static bool IsUnbounded(RuleContext context) =>
        context.OnExistingTable && !BookkeepingTables.Has(context.Table) && !RowFilter.IsBounded(context.Node, context.Examined.Embedded);

    private static bool IsLocked(ExaminedStatement statement, QualifiedName table) =>
        statement.LocksOnExisting.Any(each => each.Mode >= LockMode.ShareRowExclusive && NameMap<KnownTable>.Same(each.Relation, table));

    private static RuleHit? Merged(RuleContext context) =>
        context.OnExistingTable && context.Node["sourceRelation"].RelationName() is { } source && !context.State.IsNew(source)
            ? new RuleHit($"As many rows of {context.TableText} are changed in one transaction as {source.Display} has.") { Severity = Severity.Warning }
            : null;

    private static QualifiedName? IsCopy(RuleContext context)
    {
        var select = context.Node.Is("InsertStmt") ? context.Node["selectStmt"] : context.Node["query"];
        if (!select.Has("fromClause") || RowFilter.IsBounded(select, context.Examined.Embedded) || select.Has("limitCount"))
        {
            return null;
        }

        foreach (var item in select.List("fromClause"))
        {
            if (item.RelationName() is { } source && !context.State.IsNew(source) && source.Schema?.Name is not ("pg_catalog" or "information_schema"))
            {
                return source;
            }
        }

        return null;
    }

    private static IEnumerable<RuleHit> Truncated(RuleContext context)
    {
        foreach (var item in context.Node.List("relations"))
        {
            if (item.RelationName() is { } table && !context.State.IsNew(table))
            {
                yield return new RuleHit($"All rows of {table.Display} are removed.") { Table = table };
            }
        }
    }
}
